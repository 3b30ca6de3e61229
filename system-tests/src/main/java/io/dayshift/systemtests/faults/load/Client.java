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

    /** Those, among the batches' luck, that use a key again for something else. */
    private static final int FRAUDS = 2;

    private static final int CANCELS = 7;
    private static final int WAITS = 5;

    private final int name;
    private final List<Manager> managers;
    private final History history;
    private final AtomicLong numbers;
    private final Random random;
    private final List<String> recent = new ArrayList<>();
    private final List<Work> keyed = new ArrayList<>();

    /** A manager as clients know it. */
    record Manager(String name, Api api) {}

    /** What came of a call: who was asked last, the answer, empty when none came, and then why. */
    private record Call(String manager, Optional<Answer> answer, String silence) {

        static Call answered(String manager, Answer answer) {
            return new Call(manager, Optional.of(answer), "");
        }

        static Call unanswered(String manager, String why) {
            return new Call(manager, Optional.empty(), why);
        }

        int status() {
            return answer.map(Answer::status).orElse(0);
        }

        Outcome outcome() {
            return answer.map(given ->
                            given.status() < 400 ? Outcome.OK : given.status() < 500 ? Outcome.FAIL : Outcome.INFO)
                    .orElse(Outcome.INFO);
        }

        String problem() {
            return answer.filter(given -> given.status() >= 500)
                    .map(Answer::body)
                    .orElse(silence);
        }

        /** The body of an answer that says that it took effect. */
        Optional<JsonNode> accepted() {
            return answer.filter(given -> given.status() < 400).map(Answer::json);
        }
    }

    Client(int name, List<Manager> managers, History history, AtomicLong numbers, long seed) {
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
        if (luck < FRAUDS && !keyed.isEmpty()) {
            submitUnder(keyed.get(random.nextInt(keyed.size())).key());
        } else if (luck < BATCHES) {
            var size = SMALLEST_BATCH + random.nextInt(LARGEST_BATCH - SMALLEST_BATCH + 1);
            submit("/v1/tasks/batch", draw(size));
        } else if (luck < BATCHES + CANCELS && !recent.isEmpty()) {
            cancel(recent.get(random.nextInt(recent.size())));
        } else {
            submit("/v1/tasks" + (luck >= 100 - WAITS ? "?wait=2s" : ""), draw(1));
        }
    }

    private List<Work> draw(int tasks) {
        var withKeys = random.nextBoolean();
        return IntStream.range(0, tasks)
                .mapToObj(i -> numbers.incrementAndGet())
                .map(number -> Work.draw(number, withKeys ? Optional.of("k-" + number) : Optional.empty(), random))
                .toList();
    }

    /** Hands tasks in; with keys as often as it takes, without once. */
    private void submit(String path, List<Work> tasks) {
        var single = !path.contains("batch");
        var bodies = tasks.stream().map(Work::body).toList();
        var body = single ? bodies.getFirst() : "[" + String.join(",", bodies) + "]";
        var repeatable = tasks.getFirst().key().isPresent();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (submitOnce(path, body, tasks) == Outcome.INFO && repeatable && System.nanoTime() < end) {
            LockSupport.parkNanos(REST.toNanos());
        }
    }

    /** Hands in another task under a key that is in use; it must be refused. */
    private void submitUnder(Optional<String> key) {
        var other = Work.draw(numbers.incrementAndGet(), key, random);
        submitOnce("/v1/tasks", other.body(), List.of(other));
    }

    private Outcome submitOnce(String path, String body, List<Work> tasks) {
        var at = System.nanoTime();
        var call = send(path, body);
        var ids = call.accepted().map(Client::ids).orElse(List.of());
        history.add(new Submitted(
                at,
                System.nanoTime(),
                name,
                call.manager(),
                tasks.stream().map(Work::number).toList(),
                tasks.stream().flatMap(task -> task.key().stream()).toList(),
                call.outcome(),
                call.status(),
                call.problem(),
                call.answer().filter(Client::isReplay).isPresent(),
                ids,
                call.accepted()
                        .filter(task -> task.has("finishedAt"))
                        .map(task -> task.get("state").stringValue())
                        .orElse("")));
        remember(ids, tasks);
        return call.outcome();
    }

    private static List<String> ids(JsonNode answer) {
        return answer.has("ids")
                ? answer.get("ids").valueStream().map(JsonNode::stringValue).toList()
                : List.of(answer.get("id").stringValue());
    }

    private static boolean isReplay(Answer answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent()
                || (answer.status() < 400 && answer.json().path("replayed").asInt(0) > 0);
    }

    private void cancel(String id) {
        var at = System.nanoTime();
        var call = send("/v1/tasks/" + id + "/cancel", "");
        var task = call.accepted();
        history.add(new Cancelled(
                at,
                System.nanoTime(),
                call.manager(),
                id,
                call.outcome(),
                call.status(),
                task.map(json -> json.get("state").stringValue()).orElse(""),
                task.filter(json -> json.has("startedAt")).isPresent()));
        recent.remove(id);
    }

    /** Asks one manager after another while connections are refused. */
    private Call send(String path, String body) {
        var first = random.nextInt(managers.size());
        var asked = managers.get(first);
        var silence = "";
        for (var i = 0; i < managers.size(); i++) {
            asked = managers.get((first + i) % managers.size());
            try {
                return Call.answered(asked.name(), asked.api().post(path, body));
            } catch (UncheckedIOException e) {
                silence = String.valueOf(e.getCause());
                if (!(e.getCause() instanceof ConnectException)) {
                    break;
                }
            }
        }
        return Call.unanswered(asked.name(), silence);
    }

    private void remember(List<String> ids, List<Work> tasks) {
        ids.stream().limit(3).forEach(recent::add);
        while (recent.size() > 20) {
            recent.removeFirst();
        }
        if (!ids.isEmpty()) {
            tasks.stream().filter(task -> task.key().isPresent()).limit(1).forEach(keyed::add);
        }
        while (keyed.size() > 20) {
            keyed.removeFirst();
        }
    }
}
