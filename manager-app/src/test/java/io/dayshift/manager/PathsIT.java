package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.web.Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, ids, methods and parameters. */
class PathsIT extends OverTheWire {

    private static final String UNKNOWN = "019ac3f0-0000-7000-8000-000000000000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tasks/%00",
                "/v1/tasks/..%2f..",
                "/v1/tasks/%2e%2e/x",
                "/v1/tasks/%zz",
                "/v1/tasks/%ff",
                "/v1/tasks/a%5cb",
                "/v1/tasks/{id}",
                "/v1/tasks/<script>",
                "/../x",
                "/v1/tasks/../../x",
                "/v1/./tasks",
                "/v1/%2E/tasks",
                "/v1/tasks/.",
                "/v1/workers/.%2e/tasks",
                "/v1/tasks;x=1",
                "/v1/tasks/x;jsessionid=1",
                "/v1//tasks",
                "//",
                "/v1/tasks?limit=%zz",
                "/v1/tasks?limit=%ff",
                "/v1/tasks?type=%",
                "/v1/tasks?=",
                "/v1/tasks/%0d%0aX:1",
                "*",
                "http://x/%zz",
            })
    void refuses_an_address_that_cannot_be_read(String path) {
        isProblem(get(path), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nope",
                "/error",
                "/v1",
                "/v1/tasks/",
                "/v1/tasks/x",
                "/v1/tasks/1",
                "/v1/tasks/%3Cscript%3E",
                "/v1/tasks/019AC3F0-0000-7000-8000-000000000000",
                "/v1/tasks/" + UNKNOWN,
                "/v1/tasks/" + UNKNOWN + "/result",
                "/v1/tasks/" + UNKNOWN + "/why",
                "/v1/tasks/" + UNKNOWN + "?wait=1s",
                "/v1/workers/a:b",
                "/v1/workers/nobody",
                "/v1/workers/nobody/queue",
                "/actuator/nope",
                "/actuator/env",
                "/actuator/health/nope",
                "/actuator/health/nope/nope",
                "/actuator/health/readiness/nope/nope",
                "/actuator/health/store/nope",
                "/actuator/metrics/nope",
                "/actuator/heapdump",
            })
    void finds_nothing_where_nothing_is(String path) {
        var answer = get(path);

        isProblem(answer, 404);
        assertThat(answer.body()).doesNotContain("static resource", "script", "nobody", UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tasks/" + UNKNOWN + "/cancel",
                "/v1/tasks/" + UNKNOWN + "/retry",
                "/v1/tasks/x/cancel",
                "/v1/workers/nobody/drain",
                "/v1/workers/nobody/resume",
                "/v1/workers/nobody/shutdown",
            })
    void does_nothing_to_what_there_is_not(String path) {
        isProblem(postTo(path, "{}"), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=abc",
                "limit=2147483648",
                "limit=-1",
                "limit=0",
                "limit=1000000",
                "limit=201",
                "limit=1.0",
                "limit=",
                "limit=%31%00",
                "limit=1&limit=2",
                "cursor=x",
                "cursor=",
                "cursor=%00",
                "cursor=../../x",
                "cursor=AAAAAAAAAAAAAAAA",
                "state=pending",
                "state=",
                "type=a%20b",
                "type=a%00",
                "queue=%7Ba%7D",
                "worker=a:b",
                "label=x",
                "label=:x",
                "label=a%20b:x",
            })
    void refuses_a_list_that_nobody_can_mean(String query) {
        var problem = isProblem(get("/v1/tasks?" + query), 400);

        assertThat(problem.path("type").asString().endsWith(":bad-cursor")).isEqualTo(query.startsWith("cursor"));
    }

    @Test
    void refuses_the_cursor_of_another_list() {
        for (var i = 0; i < 3; i++) {
            post("{\"type\":\"paged\"}");
        }
        var page = get("/v1/tasks?type=paged&limit=1").body();
        var cursor = page.replaceFirst(".*\"nextCursor\":\"([^\"]*)\".*", "$1");
        looks_at_the_store();

        assertThat(get("/v1/tasks?type=paged&limit=1&cursor=" + cursor).status())
                .isEqualTo(200);
        assertIsBadCursor(get("/v1/tasks?type=nobody&limit=1&cursor=" + cursor));
        assertIsBadCursor(get("/v1/workers?cursor=" + cursor));
    }

    private void assertIsBadCursor(Answer answer) {
        assertThat(isProblem(answer, 400).path("type").asString()).isEqualTo("urn:dayshift:problem:bad-cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=", "wait=5", "wait=61s", "wait=-1s", "wait=soon", "wait=1s&wait=1s"})
    void refuses_a_wait_that_cannot_be_waited(String query) {
        isProblem(get("/v1/tasks/" + UNKNOWN + "?" + query), 400);
        isProblem(postTo("/v1/tasks?" + query, TASK), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "FOO", "get"})
    void refuses_another_method(String method) {
        var answer = wire().send(method + " /v1/tasks HTTP/1.1\r\n" + CLOSE + "\r\n");

        isProblem(answer, 405);
        assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder("GET", "POST");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/stats, 405, GET",
        "/v1/tasks/019ac300-0000-7000-8000-000000000001/cancel, 405, POST",
        "/v1/workers/w-1/drain, 405, POST",
        "/register, 405, POST",
        "/actuator/prometheus, 405, GET",
        "/nope, 404, ''",
    })
    void refuses_trace_by_what_the_route_has_and_echoes_nothing(String path, int status, String allowed) {
        var answer = wire().send("TRACE " + path + " HTTP/1.1\r\nX: kanarienvogel\r\n" + CLOSE + "\r\n");

        isProblem(answer, status);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertThat(answer.head() + answer.body()).doesNotContain("kanarienvogel");
    }

    @Test
    void asks_who_he_is_who_sends_trace() {
        isProblem(bareWire().send("TRACE /v1/stats HTTP/1.1\r\n" + CLOSE + "\r\n"), 401);
    }

    @Test
    void is_no_proxy() {
        isProblem(wire().send("CONNECT x:443 HTTP/1.1\r\n" + CLOSE + "\r\n"), 501);
        isProblem(wire().send("CONNECT /v1/tasks HTTP/1.1\r\n" + CLOSE + "\r\n"), 501);
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

    @Test
    void cancels_once_and_says_the_same_twice() {
        var location = post(TASK).header("Location");
        var first = postTo(location + "/cancel", "");
        looks_at_the_store();

        var second = postTo(location + "/cancel", "");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        nothingHasChanged();
    }

    @Test
    void gives_no_result_of_what_has_not_ended() {
        var location = post(TASK).header("Location");
        looks_at_the_store();

        isProblem(get(location + "/result"), 409);
        isProblem(postTo(location + "/retry", ""), 409);
    }

    @Test
    void says_why_a_type_that_no_worker_has_stays_pending() {
        var location = post(TASK).header("Location");

        await().untilAsserted(() ->
                assertThat(get(location + "/why").body()).contains("\"state\":\"PENDING\"", "NO_WORKER_FOR_TYPE"));
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
}
