package io.dayshift.common.store;

import io.dayshift.common.task.Lane;
import io.dayshift.common.task.Progress;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.WorkerSession;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The verbs by which a worker works at its station: takes tasks from its queue, runs them and says how they ended. Each is
 * one script and takes a batch; every method throws {@link StoreUnavailableException} when Redis cannot be reached in time.
 */
public final class StationStore {

    /** Entries that a worker's record of finished work keeps. */
    public static final int RESULTS_KEPT = 1000;

    private static final Script CLAIM = Script.load("claim");
    private static final Script RESUME = Script.load("resume");
    private static final Script COMPLETE = Script.load("complete");
    private static final Script FAIL = Script.load("fail");
    private static final Script RELEASE = Script.load("release");
    private static final Script PROGRESS = Script.load("progress");

    private final RedisLink redis;
    private final RedisKeys keys;
    private final Journal journal;

    public StationStore(RedisLink redis, RedisKeys keys, MeterRegistry meters) {
        this.redis = redis;
        this.keys = keys;
        this.journal = new Journal(meters);
    }

    /** Takes up to that many tasks from the caller's own queue, to be run now. */
    public Claimed claim(WorkerSession worker, int limit) {
        var id = worker.workerId();
        var answer = redis.runOnce(
                CLAIM,
                List.of(keys.worker(id), keys.queue(id), keys.running(id), keys.stats()),
                keys.arguments(id, worker.session(), Integer.toString(limit)));
        return switch (answer.word()) {
            case "FENCED" -> new Claimed.Fenced();
            case "CLAIMED" -> {
                var tasks = briefs(answer, 3);
                var claimed = tasks.stream().map(ClaimedTask::id).toList();
                journal.note("claim", claimed, worker.toLog() + " from=ASSIGNED to=RUNNING");
                yield new Claimed.Tasks(answer.number(1), answer.number(2) == 1, tasks);
            }
            default -> throw answer.unknown();
        };
    }

    /** Compares what the caller runs with what it should run. */
    public Resumed resume(WorkerSession worker, List<TaskId> running) {
        var id = worker.workerId();
        var arguments = keys.arguments(worker.session());
        running.forEach(task -> arguments.add(task.compact()));
        var answer = redis.run(RESUME, List.of(keys.worker(id), keys.running(id)), arguments);
        return switch (answer.word()) {
            case "FENCED" -> new Resumed.Fenced();
            case "RESUMED" -> {
                var missing = briefs(answer, 2);
                journal.warn(
                        "resume", missing.stream().map(ClaimedTask::id).toList(), worker.toLog() + " cause=lost-reply");
                yield new Resumed.Difference(answer.nested(1).taskIds(0), missing);
            }
            default -> throw answer.unknown();
        };
    }

    private static List<ClaimedTask> briefs(Answer answer, int from) {
        // Most tasks of a batch are of a few lanes.
        var lanes = new HashMap<String, Lane>();
        var tasks = new ArrayList<ClaimedTask>();
        for (var at = from; at < answer.size(); at = ClaimedTask.behind(answer, at)) {
            tasks.add(ClaimedTask.of(answer, at, lane -> lanes.computeIfAbsent(lane, Lane::decode)));
        }
        return tasks;
    }

    /**
     * Records results.
     *
     * @return the verdict on each, in the order given
     */
    public List<Verdict> complete(WorkerSession worker, List<Finish.Success> results) {
        var id = worker.workerId();
        var arguments = keys.arguments(id, worker.session(), Integer.toString(RESULTS_KEPT));
        for (var result : results) {
            arguments.add(result.id().compact());
            arguments.add(Integer.toString(result.attempt()));
            arguments.add(result.result().text());
        }
        var answer = redis.run(
                COMPLETE, List.of(keys.worker(id), keys.running(id), keys.results(id), keys.stats()), arguments);
        var verdicts = verdicts(answer, "COMPLETED");
        journal.verdicts("complete", worker, results, verdicts);
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
        var arguments = keys.arguments(id, worker.session(), Integer.toString(RESULTS_KEPT));
        for (var failure : failures) {
            arguments.add(failure.id().compact());
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
        journal.verdicts("fail", worker, failures, verdicts);
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
        journal.note(verb, with(noted, finishes, verdicts), worker.toLog() + ' ' + rest);
    }

    private void noteFenced(
            String verb, WorkerSession worker, List<? extends Finish> finishes, List<Verdict> verdicts) {
        journal.warn("fence", with(Verdict.FENCED, finishes, verdicts), worker.toLog() + " verb=" + verb);
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
        var arguments = keys.arguments(worker.session(), Integer.toString(unstarted));
        interrupted.forEach(task -> arguments.add(task.compact()));
        var answer =
                redis.run(RELEASE, List.of(keys.worker(id), keys.queue(id), keys.running(id), keys.stats()), arguments);
        return switch (answer.word()) {
            case "FENCED" -> List.of();
            case "RELEASED" -> {
                var ids = answer.taskIds(1);
                journal.note("release", ids, worker.toLog() + " from=ASSIGNED|RUNNING to=PENDING");
                yield ids;
            }
            default -> throw answer.unknown();
        };
    }

    /** Notes how far running tasks are. */
    public void progress(WorkerSession worker, List<Advance> advances) {
        var id = worker.workerId();
        var arguments = keys.arguments(worker.session());
        for (var advance : advances) {
            arguments.add(advance.id().compact());
            arguments.add(Integer.toString(advance.attempt()));
            arguments.add(advance.progress().encoded());
        }
        redis.run(PROGRESS, List.of(keys.worker(id), keys.running(id)), arguments);
    }

    /** How far one attempt is. */
    public record Advance(TaskId id, int attempt, Progress progress) {}
}
