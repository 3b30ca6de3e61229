package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Handlers that behave badly fail their tasks, with a word about it, and never the worker. */
class BadHandlerIT {

    private static final String HANDLER = """
            import io.dayshift.common.handler.TaskHandler;
            import io.dayshift.common.handler.TaskRun;
            import io.dayshift.common.task.Json;

            public class BadHandler implements TaskHandler {

                public String type() {
                    return "bad";
                }

                public Object handle(TaskRun task) {
                    return switch (task.payload(String.class)) {
                        case "too large" -> "x".repeat(300_000);
                        case "not JSON" -> new Json("{");
                        case "error" -> throw new StackOverflowError("on purpose");
                        case "never returns" -> forever();
                        default -> "fine";
                    };
                }

                private static Object forever() {
                    while (true) {
                        Thread.interrupted();
                        Thread.onSpinWait();
                    }
                }
            }
            """;

    private static JsonNode run(TestCrew crew, String deed, String more) {
        var task = "{\"type\":\"bad\",\"payload\":\"%s\",\"retry\":{\"maxAttempts\":2,\"backoff\":\"1ms\"}%s}";
        return crew.api.await(
                crew.api.submit(task.formatted(deed, more)).get("id").stringValue());
    }

    private static void assertFailed(JsonNode task, String kind, int attempts) {
        assertThat(task.get("state").stringValue()).isEqualTo("FAILED");
        assertThat(task.get("error").get("kind").stringValue()).isEqualTo(kind);
        assertThat(task.get("error").get("message").stringValue()).isNotBlank();
        assertThat(task.get("attempt").intValue()).isEqualTo(attempts);
    }

    private static int abandonedThreads(Service worker) {
        return new Api(worker.address())
                .get("/actuator/health/worker")
                .json()
                .get("details")
                .get("abandonedThreads")
                .intValue();
    }

    @Test
    void the_worker_lives_whatever_its_handlers_do(@TempDir Path folder) throws IOException {
        var handlers = HandlerJar.of(HANDLER, "BadHandler", folder);
        try (var crew = TestCrew.in(folder)) {
            var worker = crew.worker("w-1", "--dayshift.worker.handlers=" + handlers, "--dayshift.worker.capacity=1");
            crew.awaitPresent(worker);

            assertFailed(run(crew, "too large", ""), "RESULT_TOO_LARGE", 1);
            assertFailed(run(crew, "not JSON", ""), "RESULT_NOT_JSON", 1);
            assertFailed(run(crew, "error", ""), "HANDLER", 2);
            assertFailed(run(crew, "never returns", ",\"timeout\":\"100ms\""), "TIMEOUT", 2);
            assertThat(abandonedThreads(worker)).isEqualTo(2);
            assertThat(run(crew, "nothing", "").get("state").stringValue()).isEqualTo("SUCCEEDED");
            assertThat(crew.stateOf(worker)).isEqualTo("WAITING");
        }
    }

    @Test
    void a_running_task_that_is_cancelled_is_interrupted(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder)) {
            var worker = crew.worker("w-1", "--dayshift.worker.capacity=1");
            crew.awaitPresent(worker);
            var ids = crew.submitSleeps(2, "60s");
            crew.await(() -> crew.show(worker).get("running").intValue() == 1, "the first runs");

            ids.forEach(id -> assertThat(
                            crew.api.post("/v1/tasks/" + id + "/cancel", "{}").status())
                    .isEqualTo(202));

            assertThat(ids)
                    .allSatisfy(id -> assertThat(crew.api.await(id).get("state").stringValue())
                            .isEqualTo("CANCELLED"));
            var next = crew.submitSleeps(1, "10ms").getFirst();
            crew.await(
                    Duration.ofSeconds(20),
                    () -> crew.api.await(next).get("state").stringValue().equals("SUCCEEDED"),
                    "the slot is free long before the minute is over");
            var again = crew.api.post("/v1/tasks/" + ids.getFirst() + "/cancel", "{}");
            assertThat(again.status()).isEqualTo(202);
            assertThat(crew.api.post("/v1/tasks/" + next + "/cancel", "{}").status())
                    .isEqualTo(409);
        }
    }
}
