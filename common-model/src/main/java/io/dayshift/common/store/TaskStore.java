package io.dayshift.common.store;

import io.dayshift.common.task.Lane;
import io.dayshift.common.task.Progress;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.WorkerSession;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The verbs that move tasks. Each is one script and takes a batch; each may be repeated when its outcome is unknown.
 * Every method throws {@link StoreUnavailableException} when Redis cannot be reached in time.
 */
public final class TaskStore {

    /** Tasks that one call of a periodic verb moves at most; keeps a call to some milliseconds of Redis. */
    public static final int BATCH = 500;

    /** Entries that a worker's record of finished work keeps. */
    public static final int RESULTS_KEPT = 1000;

    private static final Script SUBMIT = Script.load("submit");
    private static final Script ASSIGN = Script.load("assign");
    private static final Script CLAIM = Script.load("claim");
    private static final Script RESUME = Script.load("resume");
    private static final Script COMPLETE = Script.load("complete");
    private static final Script FAIL = Script.load("fail");
    private static final Script RELEASE = Script.load("release");
    private static final Script PROMOTE = Script.load("promote");
    private static final Script EXPIRE = Script.load("expire");
    private static final Script CANCEL = Script.load("cancel");
    private static final Script RETRY = Script.load("retry");
    private static final Script FORGET = Script.load("forget");
    private static final Script AWAIT = Script.load("await");
    private static final Script PROGRESS = Script.load("progress");

    private final RedisLink redis;
    private final RedisKeys keys;
    private final Journal journal;

    public TaskStore(RedisLink redis, RedisKeys keys, MeterRegistry meters) {
        this.redis = redis;
        this.keys = keys;
        this.journal = new Journal(meters);
    }

    /**
     * Accepts submissions, each whole or not at all.
     *
     * @return what became of each, in the order given
     */
    public List<Submitted> submit(List<List<NewTask>> submissions) {
        var arguments = arguments();
        for (var submission : submissions) {
            arguments.add(Integer.toString(submission.size()));
            submission.forEach(task -> task.addTo(arguments));
        }
        var answer = redis.run(
                SUBMIT, List.of(keys.stats(), keys.lanes(), keys.sequence(), keys.due(), keys.expiring()), arguments);
        var outcomes = IntStream.range(0, submissions.size())
                .mapToObj(i -> submitted(answer.nested(i), submissions.get(i)))
                .toList();
        journal.note("submit", accepted(submissions, outcomes), "from=- to=PENDING|SCHEDULED");
        return outcomes;
    }

    private static Submitted submitted(Answer answer, List<NewTask> submission) {
        return switch (answer.word()) {
            case "CONFLICT" ->
                new Submitted.Conflict(
                        answer.textsFrom(1).stream().map(Integer::valueOf).toList());
            case "SUBMITTED" -> {
                var replayed = new HashMap<Integer, TaskId>();
                for (var i = 2; i < answer.size(); i += 2) {
                    var index = (int) answer.number(i);
                    var id = new TaskId(answer.text(i + 1));
                    if (!id.equals(submission.get(index).id())) {
                        replayed.put(index, id);
                    }
                }
                yield new Submitted.Accepted(answer.instant(1), Map.copyOf(replayed));
            }
            default -> throw answer.unknown();
        };
    }

    private static List<TaskId> accepted(List<List<NewTask>> submissions, List<Submitted> outcomes) {
        return IntStream.range(0, submissions.size())
                .boxed()
                .flatMap(i -> switch (outcomes.get(i)) {
                    case Submitted.Accepted(var at, var replayed) ->
                        IntStream.range(0, submissions.get(i).size())
                                .filter(task -> !replayed.containsKey(task))
                                .mapToObj(task -> submissions.get(i).get(task).id());
                    case Submitted.Conflict(var indexes) -> Stream.<TaskId>empty();
                })
                .toList();
    }

    /**
     * Fills a worker's queue.
     *
     * @param bound how long the queue may become, at most 5 000
     * @param lanes that the worker can serve, those of the highest priority first
     */
    public Assigned assign(WorkerSession worker, int bound, List<Lane> lanes) {
        var arguments = arguments(worker.workerId(), worker.session(), Integer.toString(bound));
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
                var ids = ids(answer, 2);
                journal.note("assign", ids, of(worker) + " from=PENDING to=ASSIGNED");
                yield new Assigned.Given(answer.number(1), ids);
            }
            default -> throw answer.unknown();
        };
    }

    /** Takes up to that many tasks from the caller's own queue, to be run now. */
    public Claimed claim(WorkerSession worker, int limit) {
        var id = worker.workerId();
        var answer = redis.run(
                CLAIM,
                List.of(keys.worker(id), keys.queue(id), keys.running(id), keys.stats()),
                arguments(worker.session(), Integer.toString(limit)));
        return switch (answer.word()) {
            case "FENCED" -> new Claimed.Fenced();
            case "CLAIMED" -> {
                var tasks = briefs(answer);
                var claimed = tasks.stream().map(ClaimedTask::id).toList();
                journal.note("claim", claimed, of(worker) + " from=ASSIGNED to=RUNNING");
                yield new Claimed.Tasks(answer.number(1), tasks);
            }
            default -> throw answer.unknown();
        };
    }

    /** Compares what the caller runs with what it should run. */
    public Resumed resume(WorkerSession worker, List<TaskId> running) {
        var id = worker.workerId();
        var arguments = arguments(worker.session());
        running.forEach(task -> arguments.add(task.value()));
        var answer = redis.run(RESUME, List.of(keys.worker(id), keys.running(id)), arguments);
        return switch (answer.word()) {
            case "FENCED" -> new Resumed.Fenced();
            case "RESUMED" -> {
                var missing = briefs(answer);
                journal.warn(
                        "resume", missing.stream().map(ClaimedTask::id).toList(), of(worker) + " cause=lost-reply");
                yield new Resumed.Difference(ids(answer.nested(1), 0), missing);
            }
            default -> throw answer.unknown();
        };
    }

    private static List<ClaimedTask> briefs(Answer answer) {
        return IntStream.range(2, answer.size())
                .mapToObj(i -> ClaimedTask.of(answer.nested(i)))
                .toList();
    }

    /**
     * Records results.
     *
     * @return the verdict on each, in the order given
     */
    public List<Verdict> complete(WorkerSession worker, List<Finish.Success> results) {
        var id = worker.workerId();
        var arguments = arguments(worker.session(), Integer.toString(RESULTS_KEPT));
        for (var result : results) {
            arguments.add(result.id().value());
            arguments.add(Integer.toString(result.attempt()));
            arguments.add(result.result().text());
        }
        var answer = redis.run(
                COMPLETE, List.of(keys.worker(id), keys.running(id), keys.results(id), keys.stats()), arguments);
        var verdicts = verdicts(answer, "COMPLETED");
        note("complete", worker, results, verdicts, Verdict.ACCEPTED, "from=RUNNING to=SUCCEEDED");
        noteFenced("complete", worker, results, verdicts);
        return verdicts;
    }

    /**
     * Records failed attempts.
     *
     * @return the verdict on each, in the order given
     */
    public List<Verdict> fail(WorkerSession worker, List<Finish.Failure> failures) {
        var id = worker.workerId();
        var arguments = arguments(worker.session(), Integer.toString(RESULTS_KEPT));
        for (var failure : failures) {
            arguments.add(failure.id().value());
            arguments.add(Integer.toString(failure.attempt()));
            arguments.add(failure.error().encoded());
            arguments.add(failure.retryAfter()
                    .map(rest -> Long.toString(rest.toMillis()))
                    .orElse(""));
        }
        var answer = redis.run(
                FAIL,
                List.of(keys.worker(id), keys.running(id), keys.results(id), keys.due(), keys.stats()),
                arguments);
        var verdicts = verdicts(answer, "FAILED");
        note("fail", worker, failures, verdicts, Verdict.RETRYING, "from=RUNNING to=SCHEDULED");
        note("fail", worker, failures, verdicts, Verdict.FAILED, "from=RUNNING to=FAILED");
        noteFenced("fail", worker, failures, verdicts);
        return verdicts;
    }

    private static List<Verdict> verdicts(Answer answer, String expected) {
        if (!answer.word().equals(expected)) {
            throw answer.unknown();
        }
        return answer.textsFrom(1).stream().map(Verdict::valueOf).toList();
    }

    private void note(
            String verb,
            WorkerSession worker,
            List<? extends Finish> finishes,
            List<Verdict> verdicts,
            Verdict noted,
            String rest) {
        journal.note(verb, with(noted, finishes, verdicts), of(worker) + ' ' + rest);
    }

    private void noteFenced(
            String verb, WorkerSession worker, List<? extends Finish> finishes, List<Verdict> verdicts) {
        journal.warn("fence", with(Verdict.FENCED, finishes, verdicts), of(worker) + " verb=" + verb);
    }

    private static List<TaskId> with(Verdict wanted, List<? extends Finish> finishes, List<Verdict> verdicts) {
        return IntStream.range(0, verdicts.size())
                .filter(i -> verdicts.get(i) == wanted)
                .mapToObj(i -> finishes.get(i).id())
                .toList();
    }

    /**
     * Gives tasks back to the backlog.
     *
     * @param unstarted how many to take from the new end of the queue at most
     * @param interrupted running tasks to give back as well
     * @return those given back; none when the session is not the worker's any more
     */
    public List<TaskId> release(WorkerSession worker, int unstarted, List<TaskId> interrupted) {
        var id = worker.workerId();
        var arguments = arguments(worker.session(), Integer.toString(unstarted));
        interrupted.forEach(task -> arguments.add(task.value()));
        var answer =
                redis.run(RELEASE, List.of(keys.worker(id), keys.queue(id), keys.running(id), keys.stats()), arguments);
        return switch (answer.word()) {
            case "FENCED" -> List.of();
            case "RELEASED" -> {
                var ids = ids(answer, 1);
                journal.note("release", ids, of(worker) + " from=ASSIGNED|RUNNING to=PENDING");
                yield ids;
            }
            default -> throw answer.unknown();
        };
    }

    /** Moves tasks that are due into the backlog. */
    public Moved promote() {
        return periodic(PROMOTE, keys.due(), "from=SCHEDULED to=PENDING");
    }

    /** Ends tasks that were not started in the time they allowed for it. */
    public Moved expire() {
        return periodic(EXPIRE, keys.expiring(), "from=SCHEDULED|PENDING|ASSIGNED to=EXPIRED");
    }

    private Moved periodic(Script script, String key, String rest) {
        var answer = redis.run(script, List.of(key, keys.stats()), arguments(Integer.toString(BATCH)));
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
        return change(
                RETRY,
                List.of(keys.stats(), keys.retained()),
                id,
                "RETRIED",
                "from=FAILED|CANCELLED|EXPIRED to=PENDING");
    }

    private Changed change(Script script, List<String> scriptKeys, TaskId id, String wanted, String rest) {
        var word = redis.run(script, scriptKeys, arguments(id.value())).text(1);
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

    /** Removes records whose retention is over; returns how many. */
    public long forget() {
        var answer = redis.run(
                FORGET, List.of(keys.retained(), keys.lanes(), keys.stats()), arguments(Integer.toString(BATCH)));
        journal.note("forget", answer.number(1), "from=final to=-");
        return answer.number(1);
    }

    /**
     * Asks for word of the end of tasks.
     *
     * @return those whose end need not be waited for: final already, or unknown
     */
    public List<TaskId> await(List<TaskId> ids) {
        var arguments = arguments();
        ids.forEach(id -> arguments.add(id.value()));
        var answer = redis.run(AWAIT, List.of(keys.stats()), arguments);
        return IntStream.range(0, ids.size())
                .filter(i -> isOver(answer.text(i + 1)))
                .mapToObj(ids::get)
                .toList();
    }

    private static boolean isOver(String state) {
        return state.equals("UNKNOWN") || TaskState.valueOf(state).isFinal();
    }

    /** Notes how far running tasks are. */
    public void progress(WorkerSession worker, List<Advance> advances) {
        var arguments = arguments(worker.session());
        for (var advance : advances) {
            arguments.add(advance.id().value());
            arguments.add(Integer.toString(advance.attempt()));
            arguments.add(advance.progress().encoded());
        }
        redis.run(PROGRESS, List.of(keys.running(worker.workerId())), arguments);
    }

    /** How far one attempt is. */
    public record Advance(TaskId id, int attempt, Progress progress) {}

    /** Reads a task with its payload and result. */
    public Optional<Task> find(TaskId id) {
        return TaskHash.read(id, redis.call(commands -> commands.hmget(keys.task(id), TaskHash.WHOLE)));
    }

    /** Reads tasks without payloads and results; unknown ones are left out. */
    public List<Task> findAll(List<TaskId> ids) {
        var read = redis.callEach(ids, (commands, id) -> commands.hmget(keys.task(id), TaskHash.SUMMARY));
        return IntStream.range(0, ids.size())
                .mapToObj(i -> TaskHash.read(ids.get(i), read.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> arguments(String... first) {
        var arguments = new ArrayList<String>();
        arguments.add(keys.prefix());
        arguments.addAll(List.of(first));
        return arguments;
    }

    private static List<TaskId> ids(Answer answer, int from) {
        return answer.textsFrom(from).stream().map(TaskId::new).toList();
    }

    private static String of(WorkerSession worker) {
        return "worker=" + worker.workerId() + " session=" + worker.session();
    }
}
