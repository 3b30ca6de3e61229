package io.dayshift.systemtests.faults;

import io.dayshift.common.store.Fsck;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Retention;
import io.dayshift.systemtests.crew.Waiting;
import io.dayshift.systemtests.faults.check.Reading;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at what is left when the noise is over. */
final class Aftermath {

    private static final int READERS = 8;
    private static final RedisKeys KEYS = new RedisKeys("dayshift");
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");
    private static final List<String> OPEN = List.of("SCHEDULED", "PENDING", "ASSIGNED", "RUNNING");

    private final Stage stage;

    Aftermath(Stage stage) {
        this.stage = stage;
    }

    /** Waits until every task has ended; returns how many have not at that time of the monotonic clock. */
    long awaitEnd(long until) {
        Waiting.until(Duration.ofNanos(until - System.nanoTime()), () -> open() == 0);
        return open();
    }

    /** Tasks that have not ended; one if nobody can say. */
    private long open() {
        try {
            var answer = manager(0).get("/v1/stats");
            var states = answer.json().path("states");
            return answer.status() == 200
                    ? OPEN.stream()
                            .mapToLong(state -> states.path(state).asLong(0))
                            .sum()
                    : 1;
        } catch (UncheckedIOException e) {
            return 1;
        }
    }

    /** Counters of the crew since its namespace began. */
    Map<String, Long> totals() {
        var totals = manager(0).fetch("/v1/stats").get("totals");
        return Stream.of("reclaimed", "fenced", "retried")
                .collect(
                        HashMap::new,
                        (all, name) -> all.put(name, totals.get(name).asLong()),
                        HashMap::putAll);
    }

    /** Reads tasks from one of the managers. */
    Map<String, Reading> read(Collection<String> ids, int manager) {
        var readings = new ConcurrentHashMap<String, Reading>();
        var api = manager(manager);
        try (var readers = Executors.newFixedThreadPool(READERS)) {
            ids.forEach(id -> readers.execute(() -> {
                var answer = api.get("/v1/tasks/" + id);
                readings.put(id, new Reading(answer.status(), answer.body()));
            }));
        }
        return readings;
    }

    private Api manager(int index) {
        var names = stage.cast().managerNames();
        return new Api(stage.actor(names.get(index % names.size())).address(), Duration.ofSeconds(10));
    }

    /** The driver's number of each task that stands in Redis; 0 for one that it does not know. */
    Map<String, Long> stored() {
        var numbers = new HashMap<String, Long>();
        ask(connection -> new Fsck(connection, KEYS).payloads())
                .forEach((id, payload) -> numbers.put(id, number(payload)));
        return numbers;
    }

    private static long number(String payload) {
        var found = NUMBER.matcher(payload);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /**
     * Has the managers forget everything that has ended, as they would when its retention is over, and waits for that: so
     * the next round finds nothing of this one, and nothing is forgotten while somebody looks.
     */
    void forgetAll() {
        ask(connection -> {
            Retention.end(connection);
            return true;
        });
    }

    /** What is wrong with the namespace. */
    List<String> fsck() {
        return ask(connection -> new Fsck(connection, KEYS).faults());
    }

    private <T> T ask(Function<StatefulRedisConnection<String, String>, T> question) {
        try (var client = RedisClient.create(stage.redis().url());
                var connection = client.connect()) {
            return question.apply(connection);
        }
    }
}
