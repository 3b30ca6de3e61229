package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.security.Issuer;
import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Crew;
import io.dayshift.systemtests.crew.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** What a manager has no business to say to a worker. */
    private static final List<String> BAD_CALLS = List.of(
            "CANARY",
            "{\"sesion\":\"CANARY\"}",
            "{\"session\":\"CANARY\"}",
            "{\"session\":\"CANARY\",\"taskIds\":[]}",
            "{\"session\":\"CANARY\",\"taskIds\":[\"CANARY\"]}",
            "{\"session\":\"s\",\"taskIds\":\"CANARY\"}",
            "{\"mode\":\"CANARY\"}",
            "{\"mode\":\"NOW\",\"cleanUp\":\"CANARY\"}");

    private final Issuer issuer = new Issuer();

    /** In lower case: what is to be nowhere. */
    private final List<String> secrets = new ArrayList<>(List.of(CANARY));

    @TempDir
    private Path folder;

    @AfterEach
    void ends_the_issuer() {
        issuer.close();
    }

    private static String tokenOf(String role) {
        return CANARY + "-token-of-" + role;
    }

    private String[] options(String profile, String... more) {
        var jwt = "--spring.security.oauth2.resourceserver.jwt.";
        var tokens = Stream.of("submit", "read", "operate", "worker", "manager", "monitor")
                .map(role -> "--dayshift.security.tokens." + role + '=' + tokenOf(role));
        var others = Stream.of(
                jwt + "issuer-uri=" + issuer.address(),
                jwt + "jwk-set-uri=" + issuer.keys(),
                jwt + "audiences=" + Issuer.AUDIENCE,
                "--spring.profiles.active=" + profile,
                "--logging.level.io.dayshift=debug");
        return Stream.of(tokens, others, Stream.of(more))
                .flatMap(options -> options)
                .toArray(String[]::new);
    }

    private static String withCanary(String text) {
        return text.replace("CANARY", CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "json"})
    void are_nowhere_but_in_the_records(String profile) throws IOException {
        var handlers = HandlerJar.of(TELLTALE, "TelltaleHandler", folder);
        try (var crew = Crew.withRedis(folder).ofShortLife()) {
            var manager = crew.startManager("manager", 0, options(profile));
            crew.awaitReady(manager);
            var worker = crew.startWorker("w-1", 0, options(profile, "--dayshift.worker.handlers=" + handlers));
            crew.awaitReady(worker);
            var api = new Api(manager.address()).bearing(tokenOf("operate"));

            var ids = TASKS.stream()
                    .map(task -> api.submit(withCanary(task)).get("id").stringValue())
                    .toList();
            var ends = ids.stream().map(id -> api.await(id).toString()).toList();
            var refusals = Stream.of(refusals(manager), refusalsOfWorker(worker), refusedJwts(manager, worker))
                    .flatMap(List::stream)
                    .toList();
            var shown = shown(manager, worker);

            assertThat(ends).allSatisfy(end -> assertThat(end).containsPattern("SUCCEEDED|FAILED"));
            assertThat(ends.getFirst()).contains("\"result\":\"" + CANARY + '"');
            assertThat(refusals).hasSizeGreaterThan(60).allSatisfy(this::isSilent);
            assertThat(shown).allSatisfy(this::isSilent);
            assertLogged(profile, manager, "event=submit");
            assertLogged(profile, manager, "event=denied status=401 method=GET route=none caller=nobody");
            assertLogged(profile, manager, "event=operated by=token:");
            assertLogged(profile, worker, "event=denied status=401");
            assertLogged(profile, worker, "event=handler-failed trace=java.lang.IllegalStateException");
        }
    }

    private void isSilent(String text) {
        assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain(secrets);
    }

    private void assertLogged(String profile, Service service, String expected) throws IOException {
        var log = Files.readString(service.log());
        assertThat(log).contains(expected);
        assertThat(log.startsWith("{\"@timestamp\"")).isEqualTo(profile.equals("json"));
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
                .map(SecretsIT::refusal)
                .toList();
    }

    /** What a worker answers to nobody known, and to managers who say what cannot be meant. */
    private static List<String> refusalsOfWorker(Service worker) {
        var manager = new Api(worker.address()).bearing(tokenOf("manager"));
        var nobody = new Api(worker.address()).bearing(CANARY + "-unknown-0123456789");
        var bodies = BAD_CALLS.stream().map(SecretsIT::withCanary).toList();
        return Stream.of("/assign", "/shutdown")
                .flatMap(path -> Stream.of(manager, nobody)
                        .flatMap(caller -> bodies.stream().map(body -> caller.post(path, body))))
                .map(SecretsIT::refusal)
                .toList();
    }

    /** What bearers of JWTs are answered: those that are none are not let in, one that is good is, and asks for nonsense. */
    private List<String> refusedJwts(Service manager, Service worker) {
        var claims = issuer.claims("dayshift.operate").claim("note", CANARY).build();
        var good = issuer.signed(claims);
        var bad = List.of(
                issuer.signedByAnother(claims),
                issuer.signedByNobody(claims, CANARY),
                issuer.signedWithThePublicKey(claims),
                issuer.unsigned(claims),
                issuer.signed(issuer.claims("dayshift.operate")
                        .issuer("http://" + CANARY)
                        .build()));
        Stream.concat(Stream.of(good), bad.stream()).forEach(this::keepSecret);
        var known = new Api(manager.address()).bearing(good);
        assertThat(known.get("/v1/stats").status()).isEqualTo(200);
        var strangers = Stream.of(manager, worker)
                .flatMap(service -> bad.stream()
                        .map(jwt -> new Api(service.address()).bearing(jwt).get("/v1/stats")))
                .peek(answer -> assertThat(answer.status()).isEqualTo(401));
        return Stream.concat(Stream.of(known.get("/v1/tasks/" + CANARY), known.post("/register", "{}")), strangers)
                .map(SecretsIT::refusal)
                .toList();
    }

    /** The head of a JWT is no secret, but what it says and what proves it is. */
    private void keepSecret(String jwt) {
        Stream.of(jwt.split("\\."))
                .skip(1)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .forEach(secrets::add);
    }

    private static String refusal(Api.Answer answer) {
        assertThat(answer.status()).isBetween(400, 499);
        return answer.headers().map() + answer.body();
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
