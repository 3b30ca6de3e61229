package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.store.Listing;
import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What goes wrong on the wire is answered as a problem, whoever notices it: Tomcat, Spring or the application. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.tomcat.connection-timeout=1s")
@WithoutSecurity
@DirtiesContext
class StrictInputIT {

    private static final String TASK = "{\"type\":\"nobody\"}";
    private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";
    private static final String POST = "POST /v1/tasks HTTP/1.1\r\n" + CLOSE + "Content-Type: application/json\r\n";

    private static RedisServer redis;

    @LocalServerPort
    private int port;

    @Autowired
    private Listing listing;

    private long before;

    @BeforeAll
    static void starts_redis(@TempDir Path directory) {
        redis = RedisServer.start(directory, 0);
    }

    @AfterAll
    static void ends_redis() {
        redis.close();
    }

    @DynamicPropertySource
    static void finds_redis(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.url", () -> redis.url());
    }

    @BeforeEach
    void counts_tasks() {
        before = submitted();
    }

    @AfterEach
    void is_still_there() {
        assertThat(get("/v1/stats").status()).isEqualTo(200);
    }

    private long submitted() {
        return listing.stats().getOrDefault("submitted", 0L);
    }

    private Wire wire() {
        return new Wire(port);
    }

    private Answer get(String path) {
        return wire().get(path);
    }

    private Answer post(String body, String... headers) {
        return wire().post("/v1/tasks", body, headers);
    }

    private void isProblem(Answer answer, Integer... statuses) {
        assertThat(answer.status()).isIn((Object[]) statuses);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body())
                .contains(
                        "\"type\":\"urn:dayshift:problem:",
                        "\"title\":",
                        "\"status\":" + answer.status(),
                        "\"detail\":")
                .doesNotContain("<");
        assertThat(answer.closed()).isTrue();
        assertThat(submitted()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tasks/%00",
                "/v1/tasks/..%2f..",
                "/v1/tasks/%zz",
                "/v1/tasks/%ff",
                "/v1/tasks/a%5cb",
                "/v1/tasks/{id}",
                "/../x",
                "/v1/tasks;x=1",
                "/v1//tasks",
                "//",
                "/v1/tasks?limit=%zz",
                "/v1/tasks?limit=%ff",
                "/v1/tasks?type=%",
                "/v1/tasks?=",
                "/v1/tasks/%0d%0aX:1",
            })
    void refuses_an_address_that_cannot_be_read(String path) {
        isProblem(get(path), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/error",
                "/v1/tasks/",
                "/v1/tasks/x",
                "/v1/tasks/%3Cscript%3E",
                "/v1/tasks/019AC3F0-0000-7000-8000-000000000000",
                "/v1/tasks/019ac3f0-0000-7000-8000-000000000000",
                "/v1/workers/a:b",
            })
    void finds_nothing_where_nothing_is(String path) {
        isProblem(get(path), 404);
    }

    static Stream<String> tooLong() {
        return Stream.of(
                "GET /v1/tasks HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
                "GET /v1/tasks?x=" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/stats HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(500) + "\r\n");
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void refuses_a_head_that_is_too_long(String request) {
        isProblem(wire().send(request), 400, 414, 431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/tasks HTTP/1.1\r\n\r\n",
                "GET /v1/tasks HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /v1/tasks HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /v1/tasks HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
                "GARBAGE\r\n\r\n",
            })
    void refuses_what_is_no_http(String request) {
        isProblem(wire().send(request), 400);
    }

    @Test
    void speaks_no_other_version() {
        isProblem(wire().send("GET /v1/tasks HTTP/9.9\r\nHost: localhost\r\n\r\n"), 505);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "FOO", "get"})
    void refuses_another_method(String method) {
        var answer = wire().send(method + " /v1/tasks HTTP/1.1\r\n" + CLOSE + "\r\n");

        isProblem(answer, 405, 501);
        assertThat(answer.header("Allow")).contains("GET", "POST");
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /v1/tasks, 200",
        "HEAD, /v1/tasks/x, 404",
        "OPTIONS, /v1/tasks, 200",
    })
    void answers_head_and_options_without_a_body(String method, String path, int status) {
        var answer = wire().send(method + ' ' + path + " HTTP/1.1\r\n" + CLOSE + "\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + TASK + "\r\n0\r\n\r\n",
                "Content-Length: 17\r\nContent-Length: 18\r\n\r\n" + TASK,
                "Content-Length: -1\r\n\r\n" + TASK,
                "Content-Length: abc\r\n\r\n" + TASK,
                "Content-Length: 99999999999999999999\r\n\r\n" + TASK,
                "Transfer-Encoding: bogus\r\n\r\n" + TASK
            })
    void refuses_a_body_that_is_badly_framed(String rest) {
        isProblem(wire().send(POST + rest), 400, 501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 99\r\n\r\n" + TASK, "Transfer-Encoding: chunked\r\n\r\n11\r\n" + TASK + "\r\n"})
    void waits_only_so_long_for_the_rest_of_a_body(String rest) {
        isProblem(wire().send(POST + rest), 400, 408);
    }

    @Test
    void stores_nothing_for_a_client_that_hangs_up_in_the_middle() {
        wire().sendAndHangUp(POST + "Content-Length: 99\r\n\r\n" + TASK);

        isProblem(get("/nope"), 404);
    }

    @ParameterizedTest
    @ValueSource(longs = {2_000_000, 6_000_000, 17_000_000, 9_999_999_999L})
    void refuses_a_body_by_the_length_it_announces(long length) {
        isProblem(wire().send(POST + "Content-Length: " + length + "\r\n\r\n"), 413);
    }

    @Test
    void refuses_a_long_body_whose_length_is_not_given() {
        var chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";

        isProblem(wire().send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(32) + "0\r\n\r\n"), 413);
    }

    @Test
    void answers_a_client_that_sends_the_whole_of_a_long_body_first() {
        isProblem(post(" ".repeat(17_000_000)), 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "///", "application/json;charset=bogus", "application/json;charset=iso-8859-1"})
    void reads_no_other_media_type(String type) {
        var answer = wire().send("POST /v1/tasks HTTP/1.1\r\n" + CLOSE + "Content-Type: " + type
                + "\r\nContent-Length: 17\r\n\r\n" + TASK);

        isProblem(answer, 415);
    }

    @Test
    void refuses_a_request_that_expects_what_is_not_known() {
        isProblem(post(TASK, "Expect: foo"), 417);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "\"x\"",
                "\"\"",
                "1e400",
                "0.10",
                "[]",
                "\"\\u0000\"",
                "{ \"a\" : [ 1.10 ,\t2 ], \"b\":\"\\/\u00e4\ud83d\ude00\\ud83d\\ude00\" }",
            })
    void gives_a_payload_back_as_the_exact_text(String json) {
        var body = "{ \"payload\" :  " + json + "\n, \"type\":\"nobody\"}";
        var bytes = body.getBytes(StandardCharsets.UTF_8);

        var accepted = post(new String(bytes, StandardCharsets.ISO_8859_1));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body()).contains("\"payload\":" + json + '}');
        assertThat(get(accepted.header("Location")).body()).contains("\"payload\":" + json);
    }

    @Test
    void keeps_and_finds_labels_of_any_characters() {
        post(
                "{\"type\":\"nobody\",\"labels\":{\"k\":\"a:b=c,d%20 {x}\",\"e\":\"\"},\"requires\":{\"z\":\"a:b,c=d%20\"}}");

        assertThat(get("/v1/tasks?label=k:a%3Ab%3Dc%2Cd%2520%20%7Bx%7D").body())
                .contains("\"k\":\"a:b=c,d%20 {x}\"", "\"e\":\"\"", "\"z\":\"a:b,c=d%20\"");
        assertThat(get("/v1/tasks?label=e:").body()).contains("\"e\":\"\"");
        assertThat(get("/v1/tasks?label=k:a:b").body()).isNotEmpty().doesNotContain("nobody");
    }

    @Test
    void says_why_a_type_that_no_worker_has_stays_pending() {
        var location = post(TASK).header("Location");

        await().untilAsserted(() ->
                assertThat(get(location + "/why").body()).contains("\"state\":\"PENDING\"", "NO_WORKER_FOR_TYPE"));
    }
}
