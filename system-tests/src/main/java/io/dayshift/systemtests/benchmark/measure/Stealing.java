package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.load.Latencies;
import io.dayshift.systemtests.benchmark.load.OpenLoop;
import io.dayshift.systemtests.benchmark.load.Request;
import io.dayshift.systemtests.benchmark.site.Desk;
import io.dayshift.systemtests.benchmark.site.TaskForm;
import io.dayshift.systemtests.crew.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Two workers with eight places each. First 400 tasks a second at even intervals, every hundredth of which sleeps for a
 * second: how long the others wait for their start. Then both are filled, one with a queue that only it can do, the other with
 * one that both can do, and the first falls idle: how soon it begins what had been in the other's queue. All times are from
 * the records, by the clock of Redis.
 */
public final class Stealing {

    /** Tasks that each worker runs at a time. */
    public static final int CAPACITY = 8;

    /** Label that tells the workers apart; its value is the worker's id. */
    public static final String LABEL = "name";

    private static final int PER_SECOND = 400;
    private static final int LONG_ONE_IN = 100;
    private static final int ACCEPTED = 202;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final Desk desk;

    /** Prepares it for a site with workers {@code w-1} and {@code w-2}. */
    public Stealing(Desk desk) {
        this.desk = desk;
    }

    public Values run(Duration mixed) {
        var waits = shortWaits(mixed);
        return new Values()
                .with(Quantity.SHORT_WAIT_P99, waits.millisAt(99))
                .with("shortWaitP50Millis", waits.millisAt(50))
                .with("shortWaitLongestMillis", waits.longestMillis())
                .with(Quantity.STEAL_TIME, stealTime().toNanos() / 1e6);
    }

    private Latencies shortWaits(Duration time) {
        var brief = TaskForm.ECHO.single();
        var lasting = TaskForm.sleep("1s").single();
        var tasks = (int) (time.toMillis() * PER_SECOND / 1000);
        var target = desk.total("succeeded") + tasks;
        try (var loop = new OpenLoop(desk.port())) {
            var answered = loop.send(i -> i % LONG_ONE_IN == 0 ? lasting : brief, PER_SECOND, tasks, ACCEPTED);
            desk.awaitSucceeded(target);
            var answers = answered.responses();
            var ids = IntStream.range(0, tasks)
                    .filter(i -> i % LONG_ONE_IN != 0)
                    .mapToObj(answers::get)
                    .toList();
            return waits(desk.records(Desk.ids(ids)));
        }
    }

    private static Latencies waits(List<JsonNode> tasks) {
        var waits = new Latencies();
        tasks.forEach(task -> waits.record(Duration.between(time(task, "submittedAt"), time(task, "startedAt"))
                .toNanos()));
        return waits;
    }

    /** From when a worker has ended the last of what only it could do to when it begins a task of the other's queue. */
    private Duration stealTime() {
        var target = desk.total("succeeded") + 4 * CAPACITY;
        submit(Stream.concat(held("w-1", "4s"), held("w-2", "2s")));
        Waiting.expect(LONG, () -> desk.records("RUNNING") == 2 * CAPACITY, "both workers are full");
        var own = queue(held("w-2", "1ms"), CAPACITY);
        var anybodys = queue(Stream.generate(() -> "{\"type\":\"echo\"}").limit(CAPACITY), 2 * CAPACITY);
        desk.awaitSucceeded(target);
        var idleAt = desk.records(own).stream()
                .map(task -> time(task, "finishedAt"))
                .max(Instant::compareTo)
                .orElseThrow();
        return desk.records(anybodys).stream()
                .filter(task -> task.get("workerId").stringValue().equals("w-2"))
                .map(task -> Duration.between(idleAt, time(task, "startedAt")))
                .min(Duration::compareTo)
                .orElseThrow(() -> new IllegalStateException("an idle worker got nothing of a long queue"));
    }

    /** Hands in tasks and gives the manager a moment to put them into queues. */
    private List<String> queue(Stream<String> tasks, int queuedThen) {
        var ids = submit(tasks);
        var _ = Waiting.until(SETTLE, () -> desk.records("ASSIGNED") == queuedThen);
        return ids;
    }

    private List<String> submit(Stream<String> tasks) {
        var body = tasks.collect(Collectors.joining(",", "[", "]"));
        return Desk.idsOfBatches(
                List.of(desk.send(Request.post("/v1/tasks/batch", body)).expect(ACCEPTED)));
    }

    /** As many as a worker has places, that only it can do. */
    private static Stream<String> held(String worker, String duration) {
        var task = "{\"type\":\"sleep\",\"payload\":{\"duration\":\"%s\"},\"requires\":{\"%s\":\"%s\"}}"
                .formatted(duration, LABEL, worker);
        return Stream.generate(() -> task).limit(CAPACITY);
    }

    private static Instant time(JsonNode task, String field) {
        return Instant.parse(task.get(field).stringValue());
    }
}
