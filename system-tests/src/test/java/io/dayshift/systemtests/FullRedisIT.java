package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis fills up, or is set up so that tasks would be lost: nothing is accepted that cannot be kept, and it heals. */
class FullRedisIT {

    private static final String READINESS = "/actuator/health/readiness";
    private static final Duration RETENTION = Duration.ofMinutes(1);
    private static final String PADDING = "x".repeat(100_000);

    @Test
    void above_the_budget_submits_wait_and_work_goes_on(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder, "--maxmemory", "40mb")) {
            var worker = crew.worker("w-1", "--dayshift.worker.capacity=4");
            crew.awaitPresent(worker);
            var sleeping = crew.submitSleeps(4, "3s");

            var accepted = submitUntilRefused(crew.api);

            assertThat(crew.api
                            .fetch("/v1/stats")
                            .get("redis")
                            .get("budgetBytes")
                            .longValue())
                    .isEqualTo(40L * 1024 * 1024 / 100 * 80);
            crew.assertAllEnded(accepted);
            crew.assertAllEnded(sleeping);
            assertThat(crew.api.post("/v1/tasks/batch", "[" + task() + "]").status())
                    .isEqualTo(429);

            crew.await(
                    RETENTION.multipliedBy(3),
                    () -> crew.api.post("/v1/tasks", task()).status() == 202,
                    "submits are accepted again when the retention of what has ended is over");
        }
    }

    private static String task() {
        return "{\"type\":\"echo\",\"retention\":\"" + RETENTION + "\",\"payload\":\"" + PADDING + "\"}";
    }

    private static List<String> submitUntilRefused(Api api) {
        var accepted = new ArrayList<String>();
        while (accepted.size() < 10_000) {
            var answer = api.post("/v1/tasks", task());
            if (answer.status() != 202) {
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:dayshift:problem:budget-reached");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                return accepted;
            }
            accepted.add(answer.json().get("id").stringValue());
        }
        throw new AssertionError("the budget has never been reached");
    }

    @Test
    void says_what_redis_promises_and_refuses_one_that_evicts(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder, "--appendfsync", "always")) {
            crew.crew.awaitReady(crew.manager);
            awaitDurability(crew, "strong");
            redis(crew, redis -> redis.configSet("appendfsync", "everysec"));
            awaitDurability(crew, "bounded");
            redis(crew, redis -> redis.configSet("appendonly", "no"));
            awaitDurability(crew, "none");

            redis(crew, redis -> redis.configSet("maxmemory-policy", "allkeys-lru"));

            crew.await(() -> crew.api.get(READINESS).status() == 503, "a manager on a Redis that evicts is not ready");
            assertThat(crew.api.get(READINESS).body()).contains("CONFIG SET maxmemory-policy noeviction");
            var refused = crew.api.post("/v1/tasks", "{\"type\":\"echo\"}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().get("type").stringValue()).isEqualTo("urn:dayshift:problem:store-evicts");

            redis(crew, redis -> redis.configSet("maxmemory-policy", "noeviction"));

            crew.await(() -> crew.api.get(READINESS).status() == 200, "it is ready again");
            crew.await(() -> crew.api.post("/v1/tasks", "{\"type\":\"echo\"}").status() == 202, "submits are accepted");
        }
    }

    private static void awaitDurability(TestCrew crew, String word) {
        crew.await(() -> durability(crew).equals(word), "readiness says " + word);
        assertThat(crew.api.get(READINESS).status()).isEqualTo(200);
    }

    private static String durability(TestCrew crew) {
        return crew.api
                .get(READINESS)
                .json()
                .path("components")
                .path("store")
                .path("details")
                .path("durability")
                .asString("");
    }

    private static void redis(TestCrew crew, Consumer<RedisCommands<String, String>> orders) {
        try (var client = RedisClient.create(crew.crew.redis().url());
                var connection = client.connect()) {
            orders.accept(connection.sync());
        }
    }
}
