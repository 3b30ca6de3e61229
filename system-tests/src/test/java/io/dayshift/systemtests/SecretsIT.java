package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Crew;
import io.dayshift.systemtests.crew.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is handed in, what comes of it and what callers show is in the records, for those who may read them, and nowhere
 * else: not in a log, a metric or the answer to a request that is refused.
 */
class SecretsIT {

    private static final String CANARY = "kanarienvogel";

    /** Says what it was given in every way in which a handler can. */
    private static final String TELLTALE = """
            package com.acme;

            import io.dayshift.common.handler.*;

            public class TelltaleHandler implements TaskHandler {

                public String type() {
                    return "telltale";
                }

                public Object handle(TaskRun task) {
                    var words = task.payload(String.class);
                    task.progress(50, words);
                    if (words.startsWith("reject")) {
                        throw new TaskRejectedException(words);
                    }
                    if (words.startsWith("throw")) {
                        throw new IllegalStateException(words, new IllegalArgumentException(words));
                    }
                    if (words.startsWith("mute")) {
                        throw new RuntimeException() {
                            @Override
                            public String getMessage() {
                                throw new IllegalStateException(words);
                            }
                        };
                    }
                    return words.startsWith("broken")
                            ? new io.dayshift.common.task.Json("{" + words)
                            : words.repeat(words.startsWith("large") ? 300_000 : 1);
                }
            }
            """;

    private static final List<String> TASKS = List.of(
            "{\"type\":\"echo\",\"payload\":\"CANARY\"}",
            "{\"type\":\"telltale\",\"payload\":\"CANARY\"}",
            "{\"type\":\"telltale\",\"payload\":\"reject CANARY\"}",
            "{\"type\":\"telltale\",\"payload\":\"throw CANARY\",\"retry\":{\"maxAttempts\":2,\"backoff\":\"1ms\"}}",
            "{\"type\":\"telltale\",\"payload\":\"mute CANARY\",\"retry\":{\"maxAttempts\":1}}",
            "{\"type\":\"telltale\",\"payload\":\"broken CANARY\"}",
            "{\"type\":\"telltale\",\"payload\":\"large CANARY\"}",
            "{\"type\":\"telltale\",\"payload\":{\"CANARY\":\"CANARY\"}}",
            "{\"type\":\"sleep\",\"payload\":{\"duration\":\"CANARY\"}}",
            "{\"type\":\"http\",\"payload\":{\"url\":\"http://CANARY.invalid/CANARY\"},\"retry\":{\"maxAttempts\":1}}",
            "{\"type\":\"wordcount\",\"payload\":\"CANARY\"}",
            "{\"type\":\"fail\",\"payload\":{\"times\":\"CANARY\"}}");

    private static final List<String> BAD_BODIES = List.of(
            "CANARY",
            "{\"type\":\"echo\",\"payload\":\"CANARY\"",
            "{\"type\":\"echo\",\"payload\":CANARY}",
            "{\"type\":\"echo\",\"priorty\":\"CANARY\"}",
            "{\"type\":\"CANARY CANARY\"}",
            "{\"type\":\"echo\",\"payload\":\"CANARY\",\"priority\":\"CANARY\"}",
            "{\"type\":\"echo\",\"payload\":\"CANARY\",\"timeout\":\"CANARY\"}",
            "{\"type\":\"echo\",\"payload\":\"CANARY\",\"retry\":{\"maxAttempts\":\"CANARY\"}}",
            "{\"type\":\"echo\",\"payload\":\"CANARY\\ud800\"}");

    @TempDir
    private Path folder;

    private static String tokenOf(String role) {
        return CANARY + "-token-of-" + role;
    }

    private static String[] options(String... more) {
        return Stream.concat(
                        Stream.of("submit", "read", "operate", "worker", "manager", "monitor")
                                .map(role -> "--dayshift.security.tokens." + role + '=' + tokenOf(role)),
                        Stream.concat(Stream.of("--logging.level.io.dayshift=debug"), Stream.of(more)))
                .toArray(String[]::new);
    }

    private static String withCanary(String text) {
        return text.replace("CANARY", CANARY);
    }

    @Test
    void are_nowhere_but_in_the_records() throws IOException {
        var handlers = HandlerJar.of(TELLTALE, "TelltaleHandler", folder);
        try (var crew = Crew.withRedis(folder).ofShortLife()) {
            var manager = crew.startManager("manager", 0, options());
            crew.awaitReady(manager);
            var worker = crew.startWorker("w-1", 0, options("--dayshift.worker.handlers=" + handlers));
            crew.awaitReady(worker);
            var api = new Api(manager.address()).bearing(tokenOf("operate"));

            var ids = TASKS.stream()
                    .map(task -> api.submit(withCanary(task)).get("id").stringValue())
                    .toList();
            var ends = ids.stream().map(id -> api.await(id).toString()).toList();
            var refusals = refusals(manager);
            var shown = shown(manager, worker);

            assertThat(ends).allSatisfy(end -> assertThat(end).containsPattern("SUCCEEDED|FAILED"));
            assertThat(ends.getFirst()).contains("\"result\":\"" + CANARY + '"');
            assertThat(refusals).hasSizeGreaterThan(20).allSatisfy(SecretsIT::isSilent);
            assertThat(shown).allSatisfy(SecretsIT::isSilent);
            assertLogged(manager, "event=submit");
            assertLogged(worker, "event=handler-failed trace=java.lang.IllegalStateException");
        }
    }

    private static void isSilent(String text) {
        assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain(CANARY);
    }

    private static void assertLogged(Service service, String expected) throws IOException {
        var log = Files.readString(service.log());
        assertThat(log).contains(expected);
        isSilent(log);
    }

    /** What is answered to requests that cannot be served, all of which hold the canary. */
    private static List<String> refusals(Service manager) {
        var api = new Api(manager.address()).bearing(tokenOf("operate"));
        var nobody = new Api(manager.address()).bearing(CANARY + "-unknown-0123456789");
        var bodies = BAD_BODIES.stream().map(SecretsIT::withCanary).toList();
        var paths = Stream.of("/CANARY", "/v1/tasks/CANARY", "/v1/tasks?limit=CANARY", "/v1/tasks?cursor=CANARY")
                .map(SecretsIT::withCanary)
                .toList();
        return Stream.of(
                        bodies.stream().map(body -> api.post("/v1/tasks", body)),
                        bodies.stream().map(body -> api.post("/v1/tasks/batch", "[" + body + "]")),
                        Stream.of(api.post("/register", withCanary("{\"workerId\":\"CANARY\"}"))),
                        paths.stream().map(api::get),
                        paths.stream().map(nobody::get))
                .flatMap(answers -> answers)
                .peek(answer -> assertThat(answer.status()).isBetween(400, 499))
                .map(answer -> answer.headers().map() + answer.body())
                .toList();
    }

    /** What is shown of running services and of lists of work, to those who may see it. */
    private static List<String> shown(Service manager, Service worker) {
        var api = new Api(manager.address()).bearing(tokenOf("operate"));
        var actuators = Stream.of(manager, worker)
                .map(service -> new Api(service.address()).bearing(tokenOf("monitor")))
                .flatMap(actuator -> Stream.of("health", "info", "prometheus", "metrics", "loggers")
                        .map(endpoint -> actuator.get("/actuator/" + endpoint)));
        var lists =
                Stream.of("/v1/stats", "/v1/workers", "/v1/workers/w-1/results").map(api::get);
        return Stream.of(actuators, lists)
                .flatMap(answers -> answers)
                .peek(answer -> assertThat(answer.status()).isEqualTo(200))
                .map(Api.Answer::body)
                .toList();
    }
}
