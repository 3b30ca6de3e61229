package io.dayshift.common.store;

import io.dayshift.common.task.Lane;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.WorkerSession;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The verbs that move tasks. Each is one script and takes a batch; each may be repeated when its outcome is unknown.
 * Every method throws {@link StoreUnavailableException} when Redis cannot be reached in time.
 */
public final class TaskStore {

    /** Tasks that one call of a periodic verb moves at most; keeps a call to some milliseconds of Redis. */
    public static final int BATCH = 500;

    private static final Script SUBMIT = Script.load("submit");
    private static final Script ASSIGN = Script.load("assign");
    private static final Script PROMOTE = Script.load("promote");
    private static final Script EXPIRE = Script.load("expire");
    private static final Script CANCEL = Script.load("cancel");
    private static final Script RETRY = Script.load("retry");
    private static final Script FORGET = Script.load("forget");
    private static final Script AWAIT = Script.load("await");
    private static final Script FIND = Script.load("find");

    private final RedisLink redis;
    private final RedisLink submits;
    private final RedisKeys keys;
    private final Journal journal;

    public TaskStore(RedisLink redis, RedisKeys keys, MeterRegistry meters) {
        this(redis, redis, keys, meters);
    }

    /** A store that sends what is submitted over a link of its own. */
    TaskStore(RedisLink redis, RedisLink submits, RedisKeys keys, MeterRegistry meters) {
        this.redis = redis;
        this.submits = submits;
        this.keys = keys;
        this.journal = new Journal(meters);
    }

    /**
     * Accepts submissions, each whole or not at all. Tasks that are due go on to workers with an opening for them, unless
     * others of their lane are in the backlog.
     *
     * @param openings none to have them all in the backlog; the first has the first tasks of its lanes
     */
    public Stored submit(List<List<NewTask>> submissions, List<Opening> openings) {
        var call = new SubmitCall(submissions, openings);
        var stored = call.read(submits.run(SUBMIT, call.keys(keys), call.arguments(keys)));
        journal.note("submit", accepted(submissions, stored.outcomes()), "from=- to=PENDING|SCHEDULED");
        for (var placed : stored.placed()) {
            if (placed instanceof Placed.Taken taken) {
                journal.note("assign", taken.ids(), taken.worker().toLog() + " from=PENDING to=ASSIGNED");
            }
        }
        return stored;
    }

    /** Plain loops: every task that is submitted comes by here. */
    private static List<TaskId> accepted(List<List<NewTask>> submissions, List<Submitted> outcomes) {
        var ids = new ArrayList<TaskId>();
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Submitted.Accepted accepted) {
                var tasks = submissions.get(i);
                for (var at = 0; at < tasks.size(); at++) {
                    if (!accepted.replayed().containsKey(at)) {
                        ids.add(tasks.get(at).id());
                    }
                }
            }
        }
        return ids;
    }

    /**
     * Fills a worker's queue.
     *
     * @param bound how long the queue may become, at most 5 000
     * @param lanes that the worker can serve, those of the highest priority first
     */
    public Assigned assign(WorkerSession worker, int bound, List<Lane> lanes) {
        return assign(worker, bound, bound, lanes);
    }

    /**
     * Fills a worker's queue by so many tasks at most.
     *
     * @param bound how long the queue may become, at most 5 000; makes a repeated call harmless
     * @param most tasks to be given, for a bound that was reckoned from a queue that may be shorter by now
     * @param lanes that the worker can serve, those of the highest priority first
     */
    public Assigned assign(WorkerSession worker, int bound, int most, List<Lane> lanes) {
        var arguments =
                keys.arguments(worker.workerId(), worker.session(), Integer.toString(bound), Integer.toString(most));
        for (var lane : lanes) {
            arguments.add(lane.encoded());
            arguments.add(Integer.toString(lane.priority()));
        }
        var id = worker.workerId();
        var answer =
                redis.run(ASSIGN, List.of(keys.worker(id), keys.leases(), keys.queue(id), keys.stats()), arguments);
        return switch (answer.word()) {
            case "REFUSED" -> new Assigned.Refused();
            case "ASSIGNED" -> {
                var ids = answer.taskIds(3);
                journal.note("assign", ids, worker.toLog() + " from=PENDING to=ASSIGNED");
                yield new Assigned.Given(answer.number(1) == 1, answer.number(2) == 1, ids);
            }
            default -> throw answer.unknown();
        };
    }

    /** Moves tasks that are due into the backlog. */
    public Moved promote() {
        return periodic(PROMOTE, List.of(keys.due(), keys.stats()), "from=SCHEDULED to=PENDING");
    }

    /** Ends tasks that were not started in the time they allowed for it. */
    public Moved expire() {
        return periodic(EXPIRE, List.of(keys.expiring(), keys.stats()), "from=SCHEDULED|PENDING|ASSIGNED to=EXPIRED");
    }

    private Moved periodic(Script script, List<String> scriptKeys, String rest) {
        var answer = redis.run(script, scriptKeys, keys.arguments(Integer.toString(BATCH)));
        journal.note(script.verb(), answer.number(1), rest);
        var next = answer.number(2);
        return new Moved(answer.number(1), next < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(next)));
    }

    /**
     * What a periodic verb did.
     *
     * @param tasks how many it moved
     * @param next time until the next is due; empty when none is waiting
     */
    public record Moved(long tasks, Optional<Duration> next) {}

    /** Ends a task, wherever it is, unless it is final. */
    public Changed cancel(TaskId id) {
        return change(CANCEL, List.of(keys.stats()), id, "CANCELLED", "from=any to=CANCELLED");
    }

    /** Gives a task that ended badly a fresh set of attempts. */
    public Changed retry(TaskId id) {
        return change(RETRY, List.of(keys.stats()), id, "RETRIED", "from=FAILED|CANCELLED|EXPIRED to=PENDING");
    }

    private Changed change(Script script, List<String> scriptKeys, TaskId id, String wanted, String rest) {
        var word = redis.run(script, scriptKeys, keys.arguments(id.compact())).text(1);
        if (word.equals("UNKNOWN")) {
            return Changed.UNKNOWN;
        }
        if (word.equals(wanted)) {
            journal.note(script.verb(), List.of(id), rest);
            return Changed.DONE;
        }
        return Changed.NOT_POSSIBLE;
    }

    /** What became of a person's wish to change a task. */
    public enum Changed {
        /** It is as wished, now or since an earlier call. */
        DONE,
        /** Its state does not allow it. */
        NOT_POSSIBLE,
        /** There is no such task. */
        UNKNOWN
    }

    /** Removes records whose retention is over. */
    public Moved forget() {
        return periodic(FORGET, List.of(keys.retained(), keys.lanes(), keys.stats()), "from=final to=-");
    }

    /**
     * Asks for word of the end of tasks.
     *
     * @return those that have ended already; one that is not known may be about to be submitted, and is not among them
     */
    public List<TaskId> await(List<TaskId> ids) {
        var arguments = keys.arguments();
        ids.forEach(id -> arguments.add(id.compact()));
        var answer = redis.run(AWAIT, List.of(keys.stats()), arguments);
        return IntStream.range(0, ids.size())
                .filter(i -> hasEnded(answer.text(i + 1)))
                .mapToObj(ids::get)
                .toList();
    }

    private static boolean hasEnded(String state) {
        return !state.equals("UNKNOWN") && TaskState.valueOf(state).isFinal();
    }

    /** Reads a task with its payload and result. */
    public Optional<Task> find(TaskId id) {
        return find(List.of(id), true).getFirst();
    }

    /** Reads tasks without payloads and results; unknown ones are left out. */
    public List<Task> findAll(List<TaskId> ids) {
        return find(ids, false).stream().flatMap(Optional::stream).toList();
    }

    private List<Optional<Task>> find(List<TaskId> ids, boolean whole) {
        var arguments = keys.arguments(Boolean.toString(whole));
        ids.forEach(id -> arguments.add(id.compact()));
        var answer = redis.run(FIND, List.of(keys.stats()), arguments);
        return IntStream.range(0, ids.size())
                .mapToObj(i -> TaskRow.read(ids.get(i), answer.nested(i + 1)))
                .toList();
    }
}
