package io.dayshift.manager;

import static io.dayshift.manager.TwoWays.ROUNDABOUT;
import static io.dayshift.manager.TwoWays.assertAlike;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import io.dayshift.common.security.Issuer;
import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.WithTokens;
import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The short way of a single task takes what the long one would, answers the same, and leaves everything else to it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "dayshift.limits.waits-per-caller=3")
@Import(LongWay.class)
class ExpressIT extends WithTokens {

    private static final String TASK = "{\"type\":\"nobody\",\"payload\":{\"a\":1.0}}";

    private static final Issuer ISSUER = new Issuer();

    @LocalServerPort
    private int port;

    @Autowired
    private LongWay longWay;

    @Autowired
    private MeterRegistry meters;

    private TwoWays ways;

    @DynamicPropertySource
    static void trusts_the_issuer(DynamicPropertyRegistry properties) {
        var jwt = "spring.security.oauth2.resourceserver.jwt.";
        properties.add(jwt + "issuer-uri", ISSUER::address);
        properties.add(jwt + "jwk-set-uri", ISSUER::keys);
        properties.add(jwt + "audiences", () -> Issuer.AUDIENCE);
    }

    @BeforeEach
    void finds_the_ways() {
        ways = new TwoWays(port, longWay);
    }

    @AfterAll
    static void ends_the_issuer() {
        ISSUER.close();
    }

    private static String token(String role) {
        return "Authorization: Bearer " + RoleCalls.tokenOf(role);
    }

    private static String jwt(JWTClaimsSet.Builder claims) {
        return "Authorization: Bearer " + ISSUER.signed(claims.build());
    }

    static Stream<String> bodies() {
        return Stream.of(
                TASK,
                "{\"type\":\"nobody\",\"queue\":\"q\",\"priority\":9,\"delay\":\"1h\",\"labels\":{\"a\":\"b\"}}",
                "{\"type\":\"nobody\",\"payload\":\"\u00c3\u00a4\",\"requires\":{\"gpu\":\"yes\"}}");
    }

    /** Bodies of which nothing is stored. */
    static Stream<String> unfit() {
        return Stream.of(
                "{\"type\":\"nobody\",\"key\":\"\\u00e4\"}",
                "{\"type\":\"nobody\",\"priority\":10,\"surprise\":true}",
                "{\"type\":\"nobody\",\"delay\":\"1h\",\"expiresIn\":\"1s\"}",
                "{\"type\":\"nobody\"",
                "{\"type\":\"nobody\"} {}",
                "[]",
                "null",
                " ",
                "\u00ff\u00fe",
                "{\"type\":\"nobody\",\"payload\":\"\\ud800\"}",
                "[".repeat(100));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void answers_what_the_long_way_does(String body) {
        ways.assertTakenAlike(body, token("submit"));
    }

    /** They have been read on the short way, and are read again on the long one, once. */
    @ParameterizedTest
    @MethodSource("unfit")
    void leaves_bodies_that_are_refused_to_the_long_way(String body) {
        var before = longWay.requests();
        var plain = ways.post(body, token("submit"));
        assertThat(longWay.requests()).isEqualTo(before + 1);
        assertThat(plain.status()).isBetween(400, 499);
        assertAlike(plain, ways.roundabout(body, token("submit")));
    }

    @Test
    void answers_the_next_request_on_a_connection_after_one_that_was_refused() {
        var bad = "{\"type\":\"nobody\",\"delay\":\"1h\",\"expiresIn\":\"1s\"}";
        var answers = new Wire(port).send(request(bad, "") + request(TASK, "Connection: close\r\n"));

        assertThat(answers.head()).startsWith("HTTP/1.1 422");
        assertThat(answers.body()).contains("HTTP/1.1 202").contains("\"type\":\"nobody\"");
    }

    private String request(String body, String more) {
        return "POST /v1/tasks HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + token("submit") + "\r\n" + more
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void waits_as_the_long_way_does() {
        var before = longWay.requests();
        var shortly = new Wire(port).post("/v1/tasks?wait=1ms", TASK, token("submit"));
        assertThat(longWay.requests()).isEqualTo(before);

        assertAlike(shortly, new Wire(port).post("/v1/tasks?wait=1ms", TASK, token("submit"), ROUNDABOUT));
        assertThat(longWay.requests()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61s", "soon", "1"})
    void leaves_waits_that_are_refused_to_the_long_way(String time) {
        var path = "/v1/tasks?wait=" + time;

        var before = longWay.requests();
        var answer = new Wire(port).post(path, TASK, token("submit"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(longWay.requests()).isEqualTo(before + 1);
        assertAlike(answer, new Wire(port).post(path, TASK, token("submit"), ROUNDABOUT));
    }

    @Test
    void replays_what_the_long_way_took_in_and_refuses_its_key_for_another() {
        var keyed = "{\"type\":\"nobody\",\"key\":\"k-1\"}";
        var first = ways.roundabout(keyed, token("operate"));

        var again = ways.shortly(keyed, token("operate"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertAlike(again, ways.roundabout(keyed, token("operate")));

        var other = keyed.replace("nobody", "other");
        assertThat(ways.post(other, token("submit")).status()).isEqualTo(422);
        assertAlike(ways.post(other, token("submit")), ways.roundabout(other, token("submit")));
    }

    /** None of these gets as far as a controller, and none is let in by the short way. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 401",
                "Authorization: Bearer wrong-0123456789abcdef, -, 401",
                "TOKEN read, -, 403",
                "TOKEN worker, -, 403",
                "TOKEN monitor, -, 403",
                "TOKEN submit, Origin: http://elsewhere.example, 403",
                "TOKEN submit, Content-Encoding: gzip, 415",
            })
    void lets_nobody_in_whom_the_chain_would_not(String who, String header, int status) {
        var known = who == null ? "X: y" : who.startsWith("TOKEN ") ? token(who.substring(6)) : who;

        ways.assertRefusedAlike(status, TASK, known, header == null ? "X: y" : header);
    }

    @Test
    void takes_the_bearer_of_a_jwt_as_the_long_way_does() {
        ways.assertTakenAlike(TASK, jwt(ISSUER.claims("dayshift.submit")));
        ways.assertTakenAlike(TASK, jwt(ISSUER.claims("profile dayshift.operate")));
    }

    static Stream<Arguments> badJwts() {
        var good = ISSUER.claims("dayshift.submit").build();
        var ago = Date.from(Instant.now().minus(Duration.ofHours(1)));
        return Stream.of(
                Arguments.of(403, jwt(ISSUER.claims("dayshift.read"))),
                Arguments.of(403, jwt(ISSUER.claims("submit"))),
                Arguments.of(401, jwt(ISSUER.claims("dayshift.submit").expirationTime(ago))),
                Arguments.of(401, jwt(ISSUER.claims("dayshift.submit").expirationTime(null))),
                Arguments.of(401, jwt(ISSUER.claims("dayshift.submit").audience("payroll"))),
                Arguments.of(401, jwt(ISSUER.claims("dayshift.submit").issuer("http://127.0.0.1:1"))),
                Arguments.of(401, "Authorization: Bearer " + ISSUER.signedByAnother(good)),
                Arguments.of(401, "Authorization: Bearer " + ISSUER.unsigned(good)),
                Arguments.of(401, "Authorization: Bearer " + ISSUER.signedWithThePublicKey(good)));
    }

    @ParameterizedTest
    @MethodSource("badJwts")
    void lets_in_no_bearer_of_a_jwt_whom_the_chain_would_not(int status, String header) {
        ways.assertRefusedAlike(status, TASK, header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ROUNDABOUT,
                "Idempotency-Key: k-2",
                "Accept: text/plain",
                "Accept: application/json\r\nAccept: text/plain",
                "Origin: http://localhost:PORT",
            })
    void leaves_what_is_not_plain_to_the_long_way(String header) {
        var before = longWay.requests();

        new Wire(port)
                .send("POST /v1/tasks HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + TASK.length() + "\r\n"
                        + token("submit") + "\r\n" + header.replace("PORT", String.valueOf(port)) + "\r\n\r\n" + TASK);

        assertThat(longWay.requests()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tasks?wait=1ms&a=b", "/v1/tasks?wait=%31ms", "/v1/tasks?", "/v1/tasks/batch"})
    void leaves_other_calls_to_the_long_way(String path) {
        var before = longWay.requests();

        new Wire(port).post(path, "[" + TASK + "]", token("submit"));

        assertThat(longWay.requests()).isEqualTo(before + 1);
    }

    @Test
    void is_counted_under_the_path_of_the_long_way() {
        var before = count();

        ways.shortly(TASK, token("submit"));

        assertThat(count()).isEqualTo(before + 1);
    }

    private long count() {
        return meters
                .find("http.server.requests")
                .tags("uri", "/v1/tasks", "method", "POST", "status", "202")
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void lets_only_so_many_wait_on_either_way() {
        var before = longWay.requests();
        var waiting = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> new Wire(port).post("/v1/tasks?wait=2s", TASK, token("submit")),
                        Thread::startVirtualThread))
                .limit(3)
                .toList();
        var more = "/v1/tasks?wait=1ms";
        await().until(() -> new Wire(port).post(more, TASK, token("submit")).status() == 429);

        var refused = new Wire(port).post(more, TASK, token("submit"));
        assertThat(refused.body()).contains("urn:dayshift:problem:too-many-waits");
        assertThat(refused.header("Retry-After")).matches("\\d+");
        assertAlike(refused, new Wire(port).post(more, TASK, token("submit"), ROUNDABOUT));
        assertThat(new Wire(port).post(more, TASK, token("operate")).status()).isEqualTo(202);

        var refusals = longWay.requests() - before;
        assertThat(waiting.stream().map(CompletableFuture::join).map(Answer::status))
                .containsOnly(202);
        assertThat(longWay.requests() - before)
                .as("those who waited went shortly")
                .isEqualTo(refusals);
        assertThat(new Wire(port).post(more, TASK, token("submit")).status()).isEqualTo(202);
    }
}
