package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever waits for an end is told all of the task. */
@RedisTest
class EndedIT {

    private final Map<TaskId, Optional<Task>> told = new ConcurrentHashMap<>();

    @Test
    void tells_what_find_would_show(Given given) {
        var worker = given.worker("w-1");
        var id = given.runningOn(worker, spec -> {
            spec.labels.put("book", "Moby Dick – \"The Whale\" 🐋");
            spec.key = "k";
            return spec;
        });
        var result = new Json("{\"text\": \"\\\"é🐋\\u0007\\\\/\", \"n\": 12345678901234567890}");

        try (var _ = listen(given)) {
            given.tasks.await(List.of(id));
            given.station.complete(worker, List.of(new Finish.Success(id, 1, result)));
            awaitWord(id);
        }

        assertThat(told.get(id)).contains(given.task(id));
        assertThat(given.task(id).result()).isEqualTo(result);
        assertThat(given.redis.exists(given.keys.awaited())).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "CANCELLED", "EXPIRED"})
    void tells_of_every_kind_of_end(TaskState end, Given given) {
        var worker = given.worker("w-1");
        var id = end == TaskState.FAILED ? given.runningOn(worker, spec -> spec) : given.pending();

        try (var _ = listen(given)) {
            given.tasks.await(List.of(id));
            switch (end) {
                case FAILED -> given.station.fail(worker, List.of(Given.failure(id, 1, Optional.empty())));
                case CANCELLED -> given.tasks.cancel(id);
                default -> {
                    given.expiresNow(id);
                    given.tasks.expire();
                }
            }
            awaitWord(id);
        }

        assertThat(given.stateOf(id)).isEqualTo(end);
        assertThat(told.get(id)).contains(given.task(id));
    }

    @Test
    void a_large_one_is_left_to_be_asked_for_and_small_ones_beside_it_are_told(Given given) {
        var worker = given.worker("w-1");
        var large = given.runningOn(worker, spec -> spec);
        var small = given.runningOn(worker, spec -> spec);

        try (var _ = listen(given)) {
            given.tasks.await(List.of(large, small));
            var result = new Json("\"" + "x".repeat(100_000) + "\"");
            given.station.complete(worker, List.of(new Finish.Success(large, 1, result), Given.success(small, 1)));
            awaitWord(small);
        }

        assertThat(told.get(large)).isEmpty();
        assertThat(told.get(small)).contains(given.task(small));
    }

    @Test
    void a_record_that_cannot_be_told_stops_nobody(Given given) {
        var worker = given.worker("w-1");
        var strange = given.runningOn(worker, spec -> spec);
        var plain = given.runningOn(worker, spec -> spec);
        given.redis.eval(
                "return redis.call('HSET', KEYS[1], ARGV[1], cmsgpack.pack({ false, 'echo', 1, '{}', [16] = 0 / 0 }))",
                ScriptOutputType.INTEGER,
                new String[] {given.keys.tasks()},
                strange.compact());

        try (var _ = listen(given)) {
            given.tasks.await(List.of(strange, plain));
            given.station.complete(worker, List.of(Given.success(strange, 1), Given.success(plain, 1)));
            awaitWord(plain);
        }

        assertThat(told.get(strange)).isEmpty();
        assertThat(told.get(plain)).contains(given.task(plain));
    }

    private Subscription listen(Given given) {
        var heard = new ConcurrentHashMap<String, Boolean>();
        var subscription = new Subscription(
                given.client,
                Map.of(
                        given.keys.endedChannel(),
                        word -> told.putAll(EndedWord.read(word)),
                        given.keys.wakeChannel(),
                        word -> heard.put(word, true)));
        await().until(() -> given.redis.publish(given.keys.wakeChannel(), "here") == 1);
        await().until(() -> heard.containsKey("here"));
        return subscription;
    }

    private void awaitWord(TaskId id) {
        await().until(() -> told.containsKey(id));
    }
}
