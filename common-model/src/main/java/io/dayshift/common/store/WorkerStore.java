package io.dayshift.common.store;

import io.dayshift.common.task.Lane;
import io.dayshift.common.worker.Registration;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.common.worker.WorkerState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The verbs that move workers: sessions, leases and stations. Every method throws {@link StoreUnavailableException} when
 * Redis cannot be reached in time.
 */
public final class WorkerStore {

    private static final Script REGISTER = Script.load("register");
    private static final Script RENEW = Script.load("renew");
    private static final Script DRAIN = Script.load("drain");
    private static final Script LEAVE = Script.load("leave");
    private static final Script RECLAIM = Script.load("reclaim");
    private static final Script SURVEY = Script.load("survey");
    private static final Script LEAD = Script.load("lead");

    private final RedisLink redis;
    private final RedisKeys keys;
    private final Duration lease;
    private final InstantSource clock;
    private final Journal journal;

    /**
     * Opens the stations of a namespace.
     *
     * @param lease how long a worker may be silent
     * @param clock only turns ages measured by Redis into instants to show
     */
    public WorkerStore(RedisLink redis, RedisKeys keys, Duration lease, InstantSource clock, MeterRegistry meters) {
        this.redis = redis;
        this.keys = keys;
        this.lease = lease;
        this.clock = clock;
        this.journal = new Journal(meters);
    }

    /** Opens a session, or confirms one that is open. */
    public Registered register(Registration registration) {
        var worker = registration.session();
        var id = worker.workerId();
        var answer = redis.run(
                REGISTER,
                List.of(keys.worker(id), keys.workers(), keys.leases(), keys.queue(id), keys.running(id)),
                List.of(
                        id,
                        worker.session(),
                        Long.toString(lease.toMillis()),
                        registration.address().toString(),
                        Integer.toString(registration.capacity()),
                        String.join(",", registration.types()),
                        registration.labels().entrySet().stream()
                                .map(label -> label.getKey() + '=' + label.getValue())
                                .collect(Collectors.joining("\n"))));
        return switch (answer.word()) {
            case "REGISTERED" -> {
                journal.noteWorker(
                        "register", id, "session=" + worker.session() + " address=" + registration.address());
                yield new Registered.Open();
            }
            case "TAKEN" -> new Registered.Taken(answer.millis(1));
            case "LEFTOVER" -> new Registered.Leftover(answer.text(1));
            default -> throw answer.unknown();
        };
    }

    /** Extends the caller's lease. */
    public Renewed renew(WorkerSession worker) {
        var answer = redis.run(
                RENEW,
                List.of(keys.worker(worker.workerId()), keys.leases(), keys.queue(worker.workerId())),
                List.of(worker.workerId(), worker.session(), Long.toString(lease.toMillis())));
        return switch (answer.word()) {
            case "RENEWED" -> new Renewed.Extended(answer.text(1).equals("DRAINING"), answer.number(2));
            case "FENCED" -> new Renewed.Fenced();
            default -> throw answer.unknown();
        };
    }

    /** Closes a worker for new tasks; returns whether the session was still its own. */
    public boolean drain(WorkerSession worker) {
        return changeDoor(worker, "DRAINING");
    }

    /** Opens a worker for new tasks again; returns whether the session was still its own. */
    public boolean resume(WorkerSession worker) {
        return changeDoor(worker, "ACTIVE");
    }

    private boolean changeDoor(WorkerSession worker, String state) {
        var answer = redis.run(DRAIN, List.of(keys.worker(worker.workerId())), List.of(worker.session(), state));
        var own = !answer.word().equals("FENCED");
        if (own) {
            journal.noteWorker("drain", worker.workerId(), "session=" + worker.session() + " to=" + state);
        }
        return own;
    }

    /** Signs a worker off and keeps its station to be looked at. */
    public Left leave(WorkerSession worker) {
        return leave(worker, "false");
    }

    /** Signs a worker off and deletes its station. */
    public Left leaveClean(WorkerSession worker) {
        return leave(worker, "true");
    }

    private Left leave(WorkerSession worker, String cleanUp) {
        var id = worker.workerId();
        var answer = redis.run(
                LEAVE,
                List.of(
                        keys.worker(id),
                        keys.workers(),
                        keys.leases(),
                        keys.queue(id),
                        keys.running(id),
                        keys.results(id)),
                List.of(id, worker.session(), cleanUp));
        var left = Left.valueOf(answer.word());
        if (left == Left.LEFT) {
            journal.noteWorker("leave", id, "session=" + worker.session() + " cleanUp=" + cleanUp);
        }
        return left;
    }

    /** Declares a worker lost, if its lease is over, and takes its tasks back. */
    public Reclaimed reclaim(WorkerSession worker) {
        long returned = 0;
        long failed = 0;
        while (true) {
            var answer = reclaimSome(worker);
            switch (answer.word()) {
                case "ALIVE" -> {
                    return new Reclaimed.Alive();
                }
                case "OTHER_SESSION" -> {
                    return new Reclaimed.OtherSession();
                }
                case "MORE", "RECLAIMED" -> {
                    returned += answer.number(1);
                    failed += answer.number(2);
                    if (answer.word().equals("RECLAIMED")) {
                        note(worker, returned, failed, answer.number(3));
                        return new Reclaimed.Tasks(returned, failed);
                    }
                }
                default -> throw answer.unknown();
            }
        }
    }

    private Answer reclaimSome(WorkerSession worker) {
        var id = worker.workerId();
        return redis.run(
                RECLAIM,
                List.of(keys.worker(id), keys.leases(), keys.queue(id), keys.running(id), keys.stats()),
                List.of(keys.prefix(), id, worker.session(), Integer.toString(TaskStore.BATCH)));
    }

    private void note(WorkerSession worker, long returned, long failed, long overdue) {
        journal.warnOfWorker(
                "reclaim",
                worker.workerId(),
                returned + failed,
                "session=" + worker.session() + " returned=" + returned + " failed=" + failed + " overdue=" + overdue
                        + "ms");
    }

    /** Reads every worker and every lane that holds pending tasks. */
    public Survey survey() {
        var answer = redis.run(SURVEY, List.of(keys.workers(), keys.leases(), keys.lanes()), List.of(keys.prefix()));
        var crew = answer.nested(1);
        var lanes = answer.nested(2);
        var pending = new LinkedHashMap<Lane, Long>();
        for (var i = 0; i < lanes.size(); i += 2) {
            pending.put(Lane.decode(lanes.text(i)), lanes.number(i + 1));
        }
        return new Survey(
                IntStream.range(0, crew.size())
                        .mapToObj(i -> worker(crew.nested(i)))
                        .flatMap(Optional::stream)
                        .toList(),
                Map.copyOf(pending));
    }

    /** Reads one row of the survey; empty for a station that is torn. */
    private Optional<Worker> worker(Answer row) {
        var stored = row.textOrNull(2);
        if (stored == null || row.textOrNull(4) == null) {
            return Optional.empty();
        }
        var id = row.text(0);
        var session = Optional.ofNullable(row.textOrNull(1)).map(text -> new WorkerSession(id, text));
        var leaseLeft = Duration.ofMillis(row.numberOr(13, -1));
        var load = row.number(11) + row.number(12);
        return Optional.of(new Worker(
                id,
                session,
                state(stored, leaseLeft, load),
                row.text(3),
                (int) row.number(4),
                types(row.text(5)),
                TaskRow.labels(row.text(6)),
                row.number(11),
                row.number(12),
                row.numberOr(7, 0),
                row.numberOr(8, 0),
                Instant.ofEpochMilli(row.numberOr(9, 0)),
                clock.instant().plus(leaseLeft).minus(lease),
                leaseLeft));
    }

    private static WorkerState state(String stored, Duration leaseLeft, long load) {
        return switch (stored) {
            case "LOST" -> WorkerState.LOST;
            case "LEFT" -> WorkerState.LEFT;
            case "ACTIVE", "DRAINING" -> {
                if (!leaseLeft.isPositive()) {
                    yield WorkerState.AWAY;
                }
                if (stored.equals("DRAINING")) {
                    yield WorkerState.DRAINING;
                }
                yield load > 0 ? WorkerState.WORKING : WorkerState.WAITING;
            }
            default -> throw new IllegalStateException("a worker in state " + stored);
        };
    }

    private static SortedSet<String> types(String joined) {
        return new TreeSet<>(joined.isEmpty() ? List.of() : List.of(joined.split(",")));
    }

    /** Holds or takes the lead among the managers for that long; returns whether the caller leads. */
    public boolean lead(String managerId, Duration term) {
        return redis.run(LEAD, List.of(keys.leader()), List.of(managerId, Long.toString(term.toMillis())))
                .word()
                .equals("LEADING");
    }
}
