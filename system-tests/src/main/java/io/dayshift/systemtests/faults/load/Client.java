package io.dayshift.systemtests.faults.load;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Api.Answer;
import io.dayshift.systemtests.faults.history.Event.Cancelled;
import io.dayshift.systemtests.faults.history.Event.Outcome;
import io.dayshift.systemtests.faults.history.Event.Submitted;
import io.dayshift.systemtests.faults.history.History;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** One client: does one thing after the other, remembers what it was told, and repeats what it may repeat. */
final class Client {

    private static final Duration REST = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SMALLEST_BATCH = 20;
    private static final int LARGEST_BATCH = 60;

    /** Of a hundred things that a client does; the rest are single submits. */
    private static final int BATCHES = 40;

    private static final int CANCELS = 7;
    private static final int WAITS = 5;

    private final int name;
    private final List<Api> managers;
    private final History history;
    private final AtomicLong numbers;
    private final Random random;
    private final List<String> recent = new ArrayList<>();

    Client(int name, List<Api> managers, History history, AtomicLong numbers, long seed) {
        this.name = name;
        this.managers = managers;
        this.history = history;
        this.numbers = numbers;
        this.random = new Random(seed + name);
    }

    /** Tasks that one act hands in on average. */
    static double tasksPerAct() {
        return (BATCHES * (SMALLEST_BATCH + LARGEST_BATCH) / 2.0 + 100 - BATCHES - CANCELS) / 100;
    }

    int name() {
        return name;
    }

    /** Does one thing. */
    void act() {
        var luck = random.nextInt(100);
        if (luck < BATCHES) {
            var size = SMALLEST_BATCH + random.nextInt(LARGEST_BATCH - SMALLEST_BATCH + 1);
            submit("/v1/tasks/batch", draw(size));
        } else if (luck < BATCHES + CANCELS && !recent.isEmpty()) {
            cancel(recent.get(random.nextInt(recent.size())));
        } else {
            submit("/v1/tasks" + (luck >= 100 - WAITS ? "?wait=2s" : ""), draw(1));
        }
    }

    private List<Work> draw(int tasks) {
        var keyed = random.nextBoolean();
        return IntStream.range(0, tasks)
                .mapToObj(i -> Work.draw(numbers.incrementAndGet(), keyed, random))
                .toList();
    }

    /** Hands tasks in; with keys as often as it takes, without once. */
    private void submit(String path, List<Work> tasks) {
        var single = !path.contains("batch");
        var bodies = tasks.stream().map(Work::body).toList();
        var body = single ? bodies.getFirst() : "[" + String.join(",", bodies) + "]";
        var keyed = tasks.getFirst().key().isPresent();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (submitOnce(path, body, tasks) == Outcome.INFO && keyed && System.nanoTime() < end) {
            LockSupport.parkNanos(REST.toNanos());
        }
    }

    private Outcome submitOnce(String path, String body, List<Work> tasks) {
        var at = System.nanoTime();
        var answer = send(path, body);
        var outcome = outcome(answer);
        var ids = answer.filter(given -> outcome == Outcome.OK)
                .map(given -> ids(given.json()))
                .orElse(List.of());
        history.add(new Submitted(
                at,
                System.nanoTime(),
                name,
                tasks.stream().map(Work::number).toList(),
                tasks.stream().flatMap(task -> task.key().stream()).toList(),
                outcome,
                answer.map(Answer::status).orElse(0),
                outcome == Outcome.OK && answer.filter(Client::isReplay).isPresent(),
                ids));
        remember(ids);
        return outcome;
    }

    private static List<String> ids(JsonNode answer) {
        return answer.has("ids")
                ? answer.get("ids").valueStream().map(JsonNode::stringValue).toList()
                : List.of(answer.get("id").stringValue());
    }

    private static boolean isReplay(Answer answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent()
                || answer.json().path("replayed").asInt(0) > 0;
    }

    private void cancel(String id) {
        var at = System.nanoTime();
        var answer = send("/v1/tasks/" + id + "/cancel", "");
        var outcome = outcome(answer);
        var task = answer.filter(given -> outcome == Outcome.OK).map(Answer::json);
        history.add(new Cancelled(
                at,
                System.nanoTime(),
                id,
                outcome,
                answer.map(Answer::status).orElse(0),
                task.map(json -> json.get("state").stringValue()).orElse(""),
                task.filter(json -> json.has("startedAt")).isPresent()));
        recent.remove(id);
    }

    /** Asks one manager after another while connections are refused; empty when no answer came. */
    private Optional<Answer> send(String path, String body) {
        var first = random.nextInt(managers.size());
        for (var i = 0; i < managers.size(); i++) {
            try {
                return Optional.of(managers.get((first + i) % managers.size()).post(path, body));
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof ConnectException)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Outcome outcome(Optional<Answer> answer) {
        return answer.map(
                        given -> given.status() < 400 ? Outcome.OK : given.status() < 500 ? Outcome.FAIL : Outcome.INFO)
                .orElse(Outcome.INFO);
    }

    private void remember(List<String> ids) {
        ids.stream().limit(3).forEach(recent::add);
        while (recent.size() > 20) {
            recent.removeFirst();
        }
    }
}
