package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.web.Wire.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that say what a body is, what the answer should be, or that a request is the same as another. */
class HeadersIT extends OverTheWire {

    private Answer postAs(String headers, String body) {
        return wire().send("POST /v1/tasks HTTP/1.1\r\n" + CLOSE + headers + "Content-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: ///\r\n",
                "Content-Type: json\r\n",
                "Content-Type: application/json;charset=bogus\r\n",
                "Content-Type: application/json;charset=iso-8859-1\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\n",
                "Content-Type: application/merge-patch+json\r\n",
                "Content-Type: application/xml\r\n",
            })
    void reads_no_other_media_type(String type) {
        var answer = postAs(type, TASK);

        isProblem(answer, 415);
        if (!type.contains("charset")) {
            assertThat(answer.header("Accept-Post")).isEqualTo("application/json");
        }
    }

    @Test
    void inflates_nothing() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[10_000_000]);
        }

        isProblem(
                postAs(
                        "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
                        bomb.toString(StandardCharsets.ISO_8859_1)),
                415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/xml", "text/html", "application/json;q=0", "///"})
    void stores_nothing_when_its_answer_would_not_be_accepted(String accept) {
        isProblem(post(TASK, "Accept: " + accept), 406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/xml"})
    void shows_nothing_in_another_form(String accept) {
        isProblem(wire().send("GET /v1/tasks HTTP/1.1\r\n" + CLOSE + "Accept: " + accept + "\r\n\r\n"), 406);
    }

    @Test
    void refuses_a_request_that_expects_what_is_not_known() {
        isProblem(post(TASK, "Expect: foo"), 417);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00e4", "a\tb", "a\r\nIdempotency-Key: b"})
    void refuses_a_key_that_is_none(String key) {
        isProblem(post(TASK, "Idempotency-Key: " + key), 400);
    }

    /** Tomcat joins it by a space, as RFC 9112 (5.2) lets a server do; what is behind it sees the same. */
    @Test
    void reads_a_key_that_is_folded_as_one_line() {
        var answer = post(TASK, "Idempotency-Key: headers\r\n folded");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).contains("\"key\":\"headers folded\"");
    }

    @Test
    void refuses_a_key_that_is_too_long() {
        isProblem(post(TASK, "Idempotency-Key: " + "k".repeat(256)), 400);
        isProblem(post(TASK, "Idempotency-Key: " + "k".repeat(5_000)), 400);
    }

    @Test
    void replays_the_same_task_under_its_key() {
        var first = post(TASK, "Idempotency-Key: headers-1");
        var stored = storeButForTheCounter();

        var second = post(TASK, "Idempotency-Key: headers-1");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(storeButForTheCounter()).isEqualTo(stored);
    }

    @Test
    void makes_one_task_of_a_key_that_comes_twenty_times_at_once() {
        var task = "{\"type\":\"at-once\"}";
        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> post(task, "Idempotency-Key: headers-at-once"), Thread::startVirtualThread))
                .limit(20)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(200, 202).containsOnlyOnce(202);
        assertThat(answers)
                .extracting(answer -> answer.header("Location"))
                .containsOnly(answers.getFirst().header("Location"));
        assertThat(get("/v1/tasks?type=at-once").body().split("\"id\"", -1)).hasSize(2);
    }

    /** A number is drawn for each task that is handed in, and not put back. */
    private static Map<String, String> storeButForTheCounter() {
        var stored = store();
        assertThat(stored.keySet().removeIf(key -> key.endsWith("}:sequence"))).isTrue();
        return stored;
    }

    @Test
    void refuses_another_task_under_a_key_that_is_in_use() {
        post(TASK, "Idempotency-Key: headers-2");
        looks_at_the_store();

        isProblem(post("{\"type\":\"other\"}", "Idempotency-Key: headers-2"), 422);
    }

    @Test
    void finds_a_task_again_whose_sender_hung_up_before_the_answer() {
        var request = POST + "Idempotency-Key: headers-3\r\nContent-Length: 17\r\n\r\n" + TASK;
        wire().sendAndHangUp(request);

        var again = wire().send(request);
        var onceMore = wire().send(request);

        // Nobody has waited for the first, so either of the two may be stored first.
        assertThat(again.status()).isIn(200, 202);
        assertThat(onceMore.status()).isEqualTo(200);
        assertThat(onceMore.header("Location")).isEqualTo(again.header("Location"));
    }

    @Test
    void lets_no_foreign_site_in() {
        var answer = wire().send("GET /v1/tasks HTTP/1.1\r\n" + CLOSE + "Origin: https://evil.example\r\n\r\n");
        var asked = wire().send("OPTIONS /v1/tasks HTTP/1.1\r\n" + CLOSE
                + "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n");

        assertThat(answer.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-");
        assertThat(asked.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-");
    }

    @Test
    void believes_nobody_who_says_where_he_comes_from() {
        var answer = post(
                TASK,
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Prefix: /evil",
                "Forwarded: host=evil.example");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.head() + answer.body()).doesNotContain("evil");
    }
}
