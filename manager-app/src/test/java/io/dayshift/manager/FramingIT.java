package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP, or says wrongly where its body ends. */
class FramingIT extends OverTheWire {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/tasks HTTP/1.1\r\n\r\n",
                "GET /v1/tasks HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /v1/tasks HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /v1/tasks HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n",
                "GET /v1/tasks HTTP/1.1\r\nHost: localhost\r\nX : a\r\n\r\n",
                "GET /v1/tasks HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
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

    /** Which it cannot answer in a way that such a client would understand. */
    @Test
    void hangs_up_on_who_speaks_http_2_at_once() {
        var answer = bareWire().send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(answer.head()).isEmpty();
        assertThat(answer.closed()).isTrue();
    }

    static Stream<String> tooLong() {
        return Stream.of(
                "GET /v1/tasks HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
                "GET /v1/tasks?x=" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/tasks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + "a".repeat(20_000) + "\r\n\r\n",
                "GET /v1/stats HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(500) + "\r\n");
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void refuses_a_head_that_is_too_long(String request) {
        isProblem(wire().send(request), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + TASK + "\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n" + TASK + "\r\n0\r\n\r\n",
                "Content-Length: 17\r\nContent-Length: 18\r\n\r\n" + TASK,
                "Content-Length: 17\r\nTransfer-Encoding: chunked\r\n\r\n" + TASK,
                "Content-Length: -1\r\n\r\n" + TASK,
                "Content-Length: +17\r\n\r\n" + TASK,
                "Content-Length: abc\r\n\r\n" + TASK,
                "Content-Length: 99999999999999999999\r\n\r\n" + TASK,
            })
    void refuses_a_body_that_is_badly_framed(String rest) {
        isProblem(wire().send(POST + rest), 400);
    }

    /** Which RFC 9112 (6.1) wants answered so, though it is the caller who sent it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: bogus\r\n\r\n" + TASK,
                "Transfer-Encoding: gzip, chunked\r\n\r\n11\r\n" + TASK + "\r\n0\r\n\r\n",
            })
    void knows_no_other_transfer_coding(String rest) {
        var problem = isProblem(wire().send(POST + rest), 501);

        assertThat(problem.path("detail").asString()).contains("transfer coding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 99\r\n\r\n" + TASK, "Transfer-Encoding: chunked\r\n\r\n11\r\n" + TASK + "\r\n"})
    void waits_only_so_long_for_the_rest_of_a_body(String rest) {
        isProblem(wire().send(POST + rest), 408);
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

    @Test
    void takes_no_second_request_from_the_body_of_a_refused_one() {
        var hidden =
                "POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n"
                        + TASK;
        var answer = wire().send("POST /nope HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + hidden.length()
                + "\r\n\r\n" + hidden + "GET /nope HTTP/1.1\r\n" + CLOSE + "\r\n");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.head() + answer.body()).doesNotContain("HTTP/1.1 202");
        nothingHasChanged();
    }
}
