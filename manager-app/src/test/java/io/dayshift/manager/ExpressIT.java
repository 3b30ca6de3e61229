package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.WithTokens;
import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The short way of a single task takes what the long one would, answers the same, and leaves everything else to it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "dayshift.limits.waits-per-caller=3")
@Import(ExpressIT.LongWay.class)
class ExpressIT extends WithTokens {

    private static final String TASK = "{\"type\":\"nobody\",\"payload\":{\"a\":1.0}}";

    /** Means the same as no such header, but is not the plain form. */
    private static final String ROUNDABOUT = "Accept: application/json, */*";

    @LocalServerPort
    private int port;

    @Autowired
    private LongWay longWay;

    @Autowired
    private MeterRegistry meters;

    /** Counts the requests that come to Spring MVC. */
    @TestConfiguration(proxyBeanMethods = false)
    static class LongWay implements WebMvcConfigurer {

        private final AtomicInteger requests = new AtomicInteger();

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new HandlerInterceptor() {
                @Override
                public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                    requests.incrementAndGet();
                    return true;
                }
            });
        }
    }

    private static String token(String role) {
        return "Authorization: Bearer " + RoleCalls.tokenOf(role);
    }

    private Answer post(String body, String... headers) {
        return new Wire(port).post("/v1/tasks", body, headers);
    }

    private Answer shortly(String body, String... headers) {
        var before = longWay.requests.get();
        var answer = post(body, headers);
        assertThat(longWay.requests).as("requests to Spring MVC").hasValue(before);
        return answer;
    }

    private Answer roundabout(String body, String... headers) {
        var before = longWay.requests.get();
        var answer = post(
                body, Stream.concat(Stream.of(headers), Stream.of(ROUNDABOUT)).toArray(String[]::new));
        assertThat(longWay.requests).as("requests to Spring MVC").hasValue(before + 1);
        return answer;
    }

    /** What may differ is the id and the time. */
    private static String alike(String text) {
        return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID").replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
    }

    private static List<String> headers(Answer answer) {
        return alike(answer.head())
                .lines()
                .filter(line -> !line.startsWith("Date:"))
                .sorted()
                .toList();
    }

    private static void assertAlike(Answer one, Answer other) {
        assertThat(one.status()).isEqualTo(other.status());
        assertThat(headers(one)).isEqualTo(headers(other));
        assertThat(alike(one.body())).isEqualTo(alike(other.body()));
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
        assertAlike(shortly(body, token("submit")), roundabout(body, token("submit")));
    }

    /** They have been read on the short way, and are read again on the long one, once. */
    @ParameterizedTest
    @MethodSource("unfit")
    void leaves_bodies_that_are_refused_to_the_long_way(String body) {
        var before = longWay.requests.get();
        var plain = post(body, token("submit"));
        assertThat(longWay.requests).hasValue(before + 1);
        assertThat(plain.status()).isBetween(400, 499);
        assertAlike(plain, roundabout(body, token("submit")));
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
        var before = longWay.requests.get();
        var shortly = new Wire(port).post("/v1/tasks?wait=1ms", TASK, token("submit"));
        assertThat(longWay.requests).hasValue(before);

        assertAlike(shortly, new Wire(port).post("/v1/tasks?wait=1ms", TASK, token("submit"), ROUNDABOUT));
        assertThat(longWay.requests).hasValue(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61s", "soon", "1"})
    void leaves_waits_that_are_refused_to_the_long_way(String time) {
        var path = "/v1/tasks?wait=" + time;

        var answer = new Wire(port).post(path, TASK, token("submit"));

        assertThat(answer.status()).isEqualTo(400);
        assertAlike(answer, new Wire(port).post(path, TASK, token("submit"), ROUNDABOUT));
    }

    @Test
    void replays_what_the_long_way_took_in_and_refuses_its_key_for_another() {
        var keyed = "{\"type\":\"nobody\",\"key\":\"k-1\"}";
        var first = roundabout(keyed, token("operate"));

        var again = shortly(keyed, token("operate"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertAlike(again, roundabout(keyed, token("operate")));

        var other = keyed.replace("nobody", "other");
        assertThat(post(other, token("submit")).status()).isEqualTo(422);
        assertAlike(post(other, token("submit")), roundabout(other, token("submit")));
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

        assertThat(shortly(TASK, known, header == null ? "X: y" : header).status())
                .isEqualTo(status);
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
        var before = longWay.requests.get();

        new Wire(port)
                .send("POST /v1/tasks HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + TASK.length() + "\r\n"
                        + token("submit") + "\r\n" + header.replace("PORT", String.valueOf(port)) + "\r\n\r\n" + TASK);

        assertThat(longWay.requests).hasValue(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tasks?wait=1ms&a=b", "/v1/tasks?wait=%31ms", "/v1/tasks?", "/v1/tasks/batch"})
    void leaves_other_calls_to_the_long_way(String path) {
        var before = longWay.requests.get();

        new Wire(port).post(path, "[" + TASK + "]", token("submit"));

        assertThat(longWay.requests).hasValue(before + 1);
    }

    @Test
    void is_counted_under_the_path_of_the_long_way() {
        var before = count();

        shortly(TASK, token("submit"));

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
        var before = longWay.requests.get();
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

        var refusals = longWay.requests.get() - before;
        assertThat(waiting.stream().map(CompletableFuture::join).map(Answer::status))
                .containsOnly(202);
        assertThat(longWay.requests.get() - before)
                .as("those who waited went shortly")
                .isEqualTo(refusals);
        assertThat(new Wire(port).post(more, TASK, token("submit")).status()).isEqualTo(202);
    }
}
