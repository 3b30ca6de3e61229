package io.dayshift.common.store;

import io.dayshift.common.task.Lane;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads that look across tasks: pages of them, counters, and what stands in a worker's station. Changes nothing. */
public final class Listing {

    private static final Script LIST = Script.load("list");
    private static final Script OLDEST = Script.load("oldest");

    /** Records that one page looks at in each index when the filter asks for more than the indexes tell. */
    private static final int SCAN = 1000;

    private final RedisLink redis;
    private final RedisKeys keys;
    private final TaskStore tasks;

    public Listing(RedisLink redis, RedisKeys keys, TaskStore tasks) {
        this.redis = redis;
        this.keys = keys;
        this.tasks = tasks;
    }

    /**
     * Reads one page of tasks, newest first.
     *
     * @param below rank that the page starts below; empty for the first page
     * @param limit 1 to 200
     */
    public TaskPage list(TaskFilter filter, OptionalLong below, int limit) {
        var sources = sources(filter);
        var arguments = new ArrayList<String>(List.of(
                keys.prefix(),
                below.isPresent() ? Long.toString(below.getAsLong()) : "inf",
                Integer.toString(limit),
                Integer.toString(sources.exact() ? limit + 1 : SCAN),
                text(filter.state()),
                text(filter.type()),
                text(filter.queue()),
                text(filter.workerId()),
                text(filter.label())));
        arguments.addAll(sources.stations());
        var scriptKeys = new ArrayList<>(List.of(keys.stats()));
        scriptKeys.addAll(sources.indexes());
        var answer = redis.run(LIST, scriptKeys, arguments);
        var next = answer.text(1);
        return new TaskPage(
                tasks.findAll(answer.taskIds(2)),
                next.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(next)));
    }

    /**
     * Where the tasks of a page can stand.
     *
     * @param exact whether everything in the indexes matches the filter
     */
    private record Sources(List<String> indexes, Collection<String> stations, boolean exact) {}

    private Sources sources(TaskFilter filter) {
        var label = filter.label();
        if (label != null) {
            return new Sources(List.of(keys.label(label)), List.of(), false);
        }
        var lanes = lanes().stream()
                .filter(lane -> filter.type() == null || filter.type().equals(lane.type()))
                .filter(lane -> filter.queue() == null || filter.queue().equals(lane.queue()))
                .toList();
        var indexes = Stream.of(TaskState.values())
                .filter(state -> filter.state() == null || filter.state() == state)
                .flatMap(state -> lanes.stream().flatMap(lane -> index(state, lane)))
                .toList();
        return new Sources(indexes, stations(filter), filter.workerId() == null);
    }

    private Stream<String> index(TaskState state, Lane lane) {
        return switch (state) {
            case PENDING -> Stream.of(keys.backlog(lane));
            case SCHEDULED, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> Stream.of(keys.tasks(state, lane));
            case ASSIGNED, RUNNING -> Stream.empty();
        };
    }

    private Collection<String> stations(TaskFilter filter) {
        var state = filter.state();
        var inStation = state == null || state == TaskState.ASSIGNED || state == TaskState.RUNNING;
        return inStation ? redis.call(commands -> commands.smembers(keys.workers())) : List.of();
    }

    /** Reads every lane that has records, in any state. */
    public List<Lane> lanes() {
        return redis.call(commands -> commands.hkeys(keys.lanes())).stream()
                .map(Lane::decode)
                .toList();
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    /** Reads the counters: records by state, and totals since the namespace began. */
    public Map<String, Long> stats() {
        var counters = new HashMap<String, Long>();
        redis.call(commands -> commands.hgetall(keys.stats()))
                .forEach((name, value) -> counters.put(name, Long.valueOf(value)));
        return counters;
    }

    /** Measures how long the oldest pending task has been waiting; empty when none is. */
    public Optional<Duration> oldestPending() {
        var age =
                redis.run(OLDEST, List.of(keys.lanes()), List.of(keys.prefix())).number(1);
        return age < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(age));
    }

    /** Counts the pending tasks that go before one in its own lane; empty when it is not pending there. */
    public Optional<Long> aheadInLane(TaskId id, Lane lane) {
        return Optional.ofNullable(redis.call(commands -> commands.zrank(keys.backlog(lane), id.compact())));
    }

    /** Counts the tasks that go before one in a worker's queue; empty when it is not there. */
    public Optional<Long> aheadInQueue(TaskId id, String workerId) {
        return Optional.ofNullable(redis.call(commands -> commands.lpos(keys.queue(workerId), id.compact())));
    }

    /**
     * Reads a part of a worker's queue, next first.
     *
     * @param from place of the first, counted from 0
     */
    public List<TaskId> queue(String workerId, long from, int limit) {
        return redis.call(commands -> commands.lrange(keys.queue(workerId), from, from + limit - 1)).stream()
                .flatMap(id -> TaskId.readCompact(id).stream())
                .toList();
    }

    /**
     * Reads a part of a worker's record of finished work, newest first.
     *
     * @param from place of the first, counted from 0
     */
    public List<FinishedWork> results(String workerId, long from, int limit) {
        return redis.call(commands -> commands.lrange(keys.results(workerId), from, from + limit - 1)).stream()
                .map(FinishedWork::decode)
                .toList();
    }

    /**
     * One attempt in a worker's record of finished work.
     *
     * @param outcome SUCCEEDED or FAILED
     * @param attempt the fencing number of the attempt
     */
    public record FinishedWork(
            TaskId id, TaskState outcome, int attempt, Instant startedAt, Instant finishedAt, String type) {

        static FinishedWork decode(String line) {
            var words = line.split(" ");
            return new FinishedWork(
                    TaskId.readCompact(words[0]).orElseThrow(),
                    TaskState.valueOf(words[1]),
                    Integer.parseInt(words[2]),
                    Instant.ofEpochMilli(Long.parseLong(words[3])),
                    Instant.ofEpochMilli(Long.parseLong(words[4])),
                    Lane.decode(words[5]).type());
        }
    }
}
