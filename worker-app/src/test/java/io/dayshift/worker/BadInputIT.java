package io.dayshift.worker;

import static io.dayshift.common.task.TaskState.ASSIGNED;
import static io.dayshift.common.task.TaskState.SUCCEEDED;
import static io.dayshift.worker.TestWorker.attempts;
import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.web.Refusal;
import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;

/** A worker that runs, told what no manager would say: it runs nothing that is not in its queue, and stays. */
class BadInputIT {

    private static final String UNKNOWN = "019ac3f0-0000-7000-8000-000000000000";
    private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";

    private static RedisServer redis;
    private static TestWorker worker;

    static class Beans {
        @Bean
        Play play() {
            return new Play();
        }
    }

    @BeforeAll
    static void starts_a_worker(@TempDir Path folder) {
        redis = RedisServer.start(folder, 0);
        worker = TestWorker.start(redis, Beans.class);
    }

    @AfterAll
    static void ends_it() {
        worker.close();
        redis.close();
    }

    @AfterEach
    void still_works() {
        worker.await(worker.give("hello"), SUCCEEDED);
    }

    private static Wire wire() {
        return new Wire(worker.port());
    }

    private static String bell(String session, Object id) {
        return "{\"session\":\"" + session + "\",\"taskIds\":[\"" + id + "\"]}";
    }

    private static void refuses(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        var _ = Refusal.of(answer);
    }

    static Stream<String> unreadable() {
        return Stream.of(
                "null",
                "[]",
                "\"x\"",
                "5",
                "{",
                "{}x",
                "{}{}",
                "{'a':1}",
                "{/**/}",
                "{\"session\":\"abcdefgh1234\",}",
                "{\"mode\":\"\u00ff\"}",
                "{\"mode\":\"\\ud800\"}",
                "{\"cleanUp\":true,\"cleanUp\":true}",
                "{\"session\":\"abcdefgh1234\",\"session\":\"abcdefgh1234\"}",
                "{\"nothing\":1}",
                "{\"Mode\":\"NOW\",\"Session\":\"abcdefgh1234\"}",
                "\u00ef\u00bb\u00bf{}",
                "{\"taskIds\":" + "[".repeat(10_000),
                "{\"a\":".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refuses_what_is_no_json_or_not_what_it_knows(String body) {
        refuses(wire().post("/assign", body), 400);
        refuses(wire().post("/shutdown", body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"session\":5,\"taskIds\":[]}",
                "{\"session\":null,\"taskIds\":[]}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":null}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":\"x\"}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":{}}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":[null]}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":[5]}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":[\"{x}\"]}",
                "{\"session\":\"abcdefgh1234\",\"taskIds\":[\"019AC3F0-0000-7000-8000-000000000000\"]}",
            })
    void refuses_what_is_no_bell(String body) {
        refuses(wire().post("/assign", body), 400);
    }

    @ParameterizedTest
    @CsvSource({
        "/assign, text/plain",
        "/assign, application/json;charset=iso-8859-1",
        "/assign, multipart/form-data; boundary=x",
        "/shutdown, application/x-www-form-urlencoded",
        "/shutdown, ///",
        "/shutdown, application/json;charset=bogus",
    })
    void reads_no_other_media_type(String path, String type) {
        refuses(
                wire().send("POST " + path + " HTTP/1.1\r\n" + CLOSE + "Content-Type: " + type
                        + "\r\nContent-Length: 8\r\n\r\nmode=NOW"),
                415);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /assign/, 404",
        "POST, /nope, 404",
        "POST, /shutdown;x=1, 400",
        "POST, //shutdown, 400",
        "POST, /x/../shutdown, 400",
        "POST, /x/%2e%2e/shutdown, 400",
        "POST, /%zz, 400",
        "POST, /shutdown%00, 400",
        "GET, /shutdown, 405",
        "DELETE, /assign, 405",
        "TRACE, /assign, 405",
    })
    void does_nothing_at_another_address_or_by_another_method(String method, String path, int status) {
        refuses(wire().send(method + ' ' + path + " HTTP/1.1\r\n" + CLOSE + "Content-Length: 0\r\n\r\n"), status);
    }

    @Test
    void says_of_trace_what_is_possible() {
        var answer = wire().send("TRACE /assign HTTP/1.1\r\n" + CLOSE + "\r\n");

        refuses(answer, 405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /shutdown HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
                "POST /shutdown HTTP/1.1\r\n" + CLOSE + "Content-Length: 0\r\nContent-Length: 2\r\n\r\n{}",
                "POST /shutdown HTTP/1.1\r\n" + CLOSE + "Content-Length: -1\r\n\r\n",
                "POST /shutdown HTTP/1.1\r\n" + CLOSE
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            })
    void refuses_what_is_badly_framed(String request) {
        refuses(wire().send(request), 400);
    }

    @Test
    void speaks_no_other_version() {
        refuses(wire().send("POST /shutdown HTTP/9.9\r\n" + CLOSE + "\r\n"), 505);
    }

    @Test
    void refuses_what_is_too_long() {
        refuses(wire().post("/assign", " ".repeat(1_100_000)), 413);
        refuses(wire().post("/shutdown", " ".repeat(1_100_000)), 413);
        refuses(wire().post("/assign", "{}", "X: " + "a".repeat(20_000)), 400);
    }

    @Test
    void hears_no_bell_of_another_session() {
        var answer = wire().post("/assign", bell("another-session", UNKNOWN));

        refuses(answer, 409);
        assertThat(answer.body()).contains("\"workIsGiven\":false");
    }

    @Test
    void runs_nothing_that_is_not_in_its_queue() {
        var other =
                worker.assignTo(worker.admitOther("w-2"), "play", "\"hello\"", TaskSpec.DEFAULT_TIMEOUT, attempts(1));
        var finished = worker.give("hello");
        worker.await(finished, SUCCEEDED);
        var begun = worker.bean(Play.class).begun.get();

        Stream.of(new TaskId(UNKNOWN), finished, other)
                .map(id -> wire().post("/assign", bell(worker.session().session(), id)))
                .forEach(answer -> assertThat(answer.status()).isEqualTo(200));

        worker.await(worker.give("hello"), SUCCEEDED);
        assertThat(worker.bean(Play.class).begun).hasValue(begun + 1);
        assertThat(worker.task(other).state()).isEqualTo(ASSIGNED);
    }
}
