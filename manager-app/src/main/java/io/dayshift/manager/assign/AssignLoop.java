package io.dayshift.manager.assign;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.Assigned;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.Lane;
import io.dayshift.common.worker.Worker;
import io.dayshift.manager.system.ManagerProperties;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Hands pending tasks to workers: once for each wake-up, and now and then in case one was lost. Tasks that this manager has
 * just accepted go to workers as they were a moment ago, without asking for the crew again; {@code assign} itself refuses
 * what is not so any more.
 */
@Component
final class AssignLoop implements AutoCloseable {

    /** In case a word was lost. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How long a survey is good enough for tasks that were accepted since. */
    private static final Duration FRESH = Duration.ofMillis(250);

    private static final Assigned.Given NOTHING = new Assigned.Given(true, false, List.of());

    private final WorkerStore workers;
    private final TaskStore tasks;
    private final Bell bell;
    private final Evening evening;
    private final Pace pace;
    private final InstantSource clock;
    private final Arrivals arrivals;
    private final AtomicBoolean surveyWanted = new AtomicBoolean(true);
    private final Loop loop;

    private List<Worker> crew = List.of();
    private Instant surveyAt = Instant.EPOCH;

    /** Whether the last survey left no task pending that somebody could do: what is accepted since overtakes nobody. */
    private boolean nobodyWaits;

    AssignLoop(
            WorkerStore workers,
            TaskStore tasks,
            Bell bell,
            Evening evening,
            Arrivals arrivals,
            Wakeups wakeups,
            ManagerProperties properties,
            InstantSource clock) {
        this.workers = workers;
        this.tasks = tasks;
        this.bell = bell;
        this.evening = evening;
        this.clock = clock;
        this.arrivals = arrivals;
        this.pace = new Pace(clock, properties.aheadFor());
        this.loop = new Loop("assign", this::pass).start();
        wakeups.onWork(this::wake);
        wakeups.onNew(this::wake);
    }

    private void wake() {
        surveyWanted.set(true);
        loop.wake();
    }

    private void wake(Wakeups.Accepted fresh) {
        arrivals.add(fresh);
        loop.wake();
    }

    /** Assigns what can be assigned now; asks to be repeated at once while that is still something. */
    Duration pass() {
        var fresh = arrivals.take();
        var left = Duration.between(clock.instant(), surveyAt);
        if (left.isPositive() && isCurrent() && handOut(fresh).leavesNobody() && isCurrent()) {
            return left;
        }
        return survey();
    }

    /** Whether what was accepted since the last survey can be handed out as if nothing else had happened. */
    private boolean isCurrent() {
        return nobodyWaits && !surveyWanted.get();
    }

    private Duration survey() {
        surveyWanted.set(false);
        var survey = workers.survey();
        surveyAt = clock.instant().plus(FRESH);
        crew = survey.crew().stream().filter(Worker::takesWork).toList();
        pace.see(crew);
        var pending = survey.pending();
        var handedOut = handOut(pending);
        nobodyWaits = handedOut.leavesNobody();
        if (pending.isEmpty()) {
            evening.takeBack(crew);
        }
        return handedOut.tasks() > 0 && !nobodyWaits ? Duration.ZERO : LOOK_EVERY;
    }

    /**
     * What was handed out.
     *
     * @param leavesNobody whether no task is left that a worker who is here could do
     */
    private record HandedOut(long tasks, boolean leavesNobody) {}

    /** Hands out what there is. */
    private HandedOut handOut(Map<Lane, Long> pending) {
        var present = new ArrayList<>(crew);
        // A lone task goes to the first of those that are equally free; let that be now one, now another.
        Collections.shuffle(present);
        var served = served(pending);
        var tasks = 0L;
        var emptied = new HashSet<Lane>();
        for (var share : Shares.of(present, total(served), pace::ahead).entrySet()) {
            var worker = share.getKey();
            var lanes = lanesFor(worker, pending.keySet());
            var given = assign(worker, share.getValue(), lanes);
            tasks += given.ids().size();
            if (given.nothingLeft()) {
                emptied.addAll(lanes);
            }
        }
        return new HandedOut(tasks, tasks >= total(served) || emptied.containsAll(served.keySet()));
    }

    /** The pending tasks that somebody present can do. */
    private Map<Lane, Long> served(Map<Lane, Long> pending) {
        return pending.entrySet().stream()
                .filter(lane -> crew.stream().anyMatch(worker -> suits(worker, lane.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static long total(Map<Lane, Long> tasks) {
        return tasks.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<Lane> lanesFor(Worker worker, Set<Lane> pending) {
        return pending.stream()
                .filter(lane -> suits(worker, lane))
                .sorted(Comparator.comparingInt(Lane::priority).reversed())
                .toList();
    }

    private Assigned.Given assign(Worker worker, int bound, List<Lane> lanes) {
        var session = worker.session();
        if (lanes.isEmpty() || session.isEmpty()) {
            return NOTHING;
        }
        return switch (tasks.assign(session.get(), bound, Math.toIntExact(bound - worker.queued()), lanes)) {
            case Assigned.Given given -> {
                if (!given.isKnown()) {
                    bell.ring(worker, session.get(), given.ids());
                }
                note(worker, given.ids().size());
                yield given;
            }
            case Assigned.Refused() -> {
                surveyWanted.set(true);
                yield NOTHING;
            }
        };
    }

    private void note(Worker worker, int assigned) {
        crew = crew.stream()
                .map(one -> one.equals(worker) ? one.withMoreQueued(assigned) : one)
                .toList();
    }

    private static boolean suits(Worker worker, Lane lane) {
        return worker.types().contains(lane.type()) && lane.suits(worker.labels());
    }

    @Override
    public void close() {
        loop.close();
    }
}
