package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Crew;
import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.Waiting;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Managers and workers know each other by tokens alone: a worker lets in those who bear the one it has, and nobody else. */
class CrewTokensIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TOKENS = "--dayshift.security.tokens.";
    private static final String MANAGER = "token-of-managers-0123";
    private static final String WORKER = "token-of-workers-0123";
    private static final String OPERATOR = "token-of-operators-0123";
    private static final String MONITOR = "token-of-monitors-0123";

    @TempDir
    private Path folder;

    @Test
    void let_a_manager_ring_for_tasks_ask_for_health_and_send_home() {
        try (var crew = Crew.withRedis(folder).ofShortLife()) {
            var manager = startManager(crew);
            var worker = startWorker(crew, MANAGER);
            var operator = new Api(manager.address()).bearing(OPERATOR);

            assertThat(doesAnEcho(operator)).isTrue();
            Waiting.expect(LONG, () -> hasHeard(worker, 200), "the bell is heard");
            assertThat(hasHeard(worker, 401)).isFalse();
            assertThat(healthFor(worker, WORKER)).isEqualTo(403);
            assertThat(healthFor(worker, OPERATOR)).as("known to managers only").isEqualTo(401);

            assertThat(operator.post("/v1/workers/w-1/shutdown", "{\"mode\":\"DRAIN\"}")
                            .status())
                    .isEqualTo(202);
            Waiting.expect(LONG, () -> !worker.process().isAlive(), "the worker has gone home");
        }
    }

    @Test
    void keep_out_a_manager_with_another_and_say_so() {
        try (var crew = Crew.withRedis(folder).ofShortLife()) {
            var manager = startManager(crew);
            var worker = startWorker(crew, "another-token-0123");
            var operator = new Api(manager.address()).bearing(OPERATOR);

            assertThat(doesAnEcho(operator)).as("the worker finds it by itself").isTrue();
            Waiting.expect(LONG, () -> log(manager).contains("event=bell-refused worker=w-1;"), "it is said once");
            var refused = operator.post("/v1/workers/w-1/shutdown", "{\"mode\":\"NOW\"}");
            var outcome = operator.post("/v1/workers/shutdown", "{\"confirm\":true}");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body())
                    .contains("problem:manager-turned-away", "Set the same dayshift.security.tokens.manager at both");
            assertThat(outcome.body()).contains("\"accepted\":false", "does not take this manager's token");
            assertThat(worker.process().isAlive()).isTrue();
            assertThat(hasHeard(worker, 401)).isTrue();
            assertThat(hasHeard(worker, 200)).isFalse();
            assertThat(log(manager) + log(worker)).doesNotContain(MANAGER, "another-token");
        }
    }

    private static Service startManager(Crew crew) {
        var manager = crew.startManager(
                "manager",
                0,
                TOKENS + "manager=" + MANAGER,
                TOKENS + "worker=" + WORKER,
                TOKENS + "operate=" + OPERATOR);
        crew.awaitReady(manager);
        return manager;
    }

    /**
     * A worker that lets in whoever bears that token, and shows the one of workers. Redis lets it listen to nothing, so that its
     * bell has to be rung.
     */
    private static Service startWorker(Crew crew, String letsIn) {
        try (var client = RedisClient.create(crew.redis().url());
                var connection = client.connect()) {
            connection.sync().aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.SUBSCRIBE));
        }
        var worker = crew.startWorker(
                "w-1", 0, TOKENS + "manager=" + letsIn, TOKENS + "worker=" + WORKER, TOKENS + "monitor=" + MONITOR);
        crew.awaitReady(worker);
        Waiting.expect(LONG, () -> healthFor(worker, letsIn) == 200, "the worker is registered");
        return worker;
    }

    private static boolean doesAnEcho(Api operator) {
        var answer = operator.post("/v1/tasks?wait=60s", "{\"type\":\"echo\"}");
        return answer.status() == 200 && answer.body().contains("SUCCEEDED");
    }

    private static int healthFor(Service worker, String token) {
        return new Api(worker.address())
                .bearing(token)
                .get("/actuator/health/worker")
                .status();
    }

    /** Whether a bell has been answered so, as the worker's own metrics have it. */
    private static boolean hasHeard(Service worker, int status) {
        var metrics = new Api(worker.address()).bearing(MONITOR).get("/actuator/prometheus");
        return metrics.body()
                .lines()
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count")
                        && line.contains("status=\"" + status + '"')
                        && line.contains("method=\"POST\""));
    }

    private static String log(Service service) {
        try {
            return Files.readString(service.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
