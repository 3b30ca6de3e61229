package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Limits that are set lower than by default, so that they are reached. */
@TestPropertySource(
        properties = {
            "dayshift.namespace=limits",
            "dayshift.limits.head-time=2s",
            "dayshift.limits.body-time=3s",
            "dayshift.limits.body=10KB",
            "dayshift.limits.batch-body=200KB",
            "dayshift.limits.bodies=800KB",
            "dayshift.limits.waits=5",
            "dayshift.limits.waits-per-caller=3",
            "dayshift.limits.submits=100",
            "dayshift.limits.submits-at-once=1000",
            "dayshift.limits.submits-by-role.submit=100",
            "dayshift.security.tokens.operate=" + OverTheWire.OPERATE + "," + LimitsIT.BESIDE,
            "dayshift.security.tokens.submit=" + LimitsIT.ONE + "," + LimitsIT.OTHER,
            "spring.main.cloud-platform=kubernetes",
        })
@DirtiesContext
class LimitsIT extends OverTheWire {

    static final String ONE = "submit-1-0123456789abcdef";
    static final String OTHER = "submit-2-0123456789abcdef";

    static final String BESIDE = "operate-2-0123456789abcdef";

    private static final Duration EVERY = Duration.ofMillis(200);

    /** Longer than any of it may take. */
    private static final Duration LONG = Duration.ofSeconds(9);

    @Test
    void says_that_a_body_took_too_long() {
        var pieces = Executors.newVirtualThreadPerTaskExecutor();
        try (pieces) {
            var slow = pieces.submit(() ->
                    wire().sendInPieces(POST + "Content-Length: 9999\r\n\r\n", " ", EVERY, Duration.ofSeconds(4)));

            assertThat(isProblem(slow.get(), 408).path("type").asString()).endsWith(":request-timeout");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What they send comes in time, byte by byte, but never to an end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GE",
                "GET /nope HTTP/1.1\r\nHost: localhost\r\nX: ",
                "GET /nope HTTP/1.1\r\nHost: localhost\r\n\r\nGET /nope HTTP/1.1\r\nHost: localhost\r\nX: ",
            })
    void hangs_up_on_who_never_comes_to_the_end_of_his_headers(String request) {
        var trickle = wire().trickle(request, "a", EVERY, LONG);

        assertThat(trickle.open()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /nope HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n",
                "POST /nope HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5;",
                "GET /v1/stats HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n",
            })
    void answers_at_once_but_waits_only_so_long_for_a_body_that_nobody_reads(String request) {
        var trickle = wire().trickle(request, "a", EVERY, LONG);

        assertThat(trickle.answer()).startsWith("HTTP/1.1 ");
        assertThat(trickle.open()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    }

    /** Of which no byte is one of the body, so that whoever reads the body is told of none. */
    @Test
    void waits_only_so_long_for_the_length_of_a_chunk() {
        var trickle = wire().trickle(POST + "Transfer-Encoding: chunked\r\n\r\n5;", "a", EVERY, LONG);

        assertThat(trickle.answer()).startsWith("HTTP/1.1 408");
        assertThat(trickle.open()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    }

    @Test
    void keeps_a_connection_on_which_one_request_after_the_other_comes_in_time() {
        var request = Wire.withHeader(
                "POST /nope HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", tokenFor(" /nope"));

        var trickle = wire().trickle("", request, Duration.ofMillis(700), Duration.ofSeconds(6));

        assertThat(trickle.answer().split("HTTP/1.1 404", -1)).hasSizeGreaterThan(8);
        assertThat(trickle.open()).isGreaterThanOrEqualTo(Duration.ofSeconds(6));
    }

    /** In the head or in the body. That others hear nothing of so many {@code TricklersIT} sees to. */
    @Test
    void hangs_up_on_every_one_of_a_thousand_who_never_come_to_an_end() throws Exception {
        var head = "POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nX: ";
        var body = Wire.withHeader(POST + "Content-Length: 9999\r\n\r\n", tokenFor(" /v1"));
        var end = System.nanoTime() + LONG.multipliedBy(2).toNanos();
        try (var heads = new Tricklers(port(), 500, head);
                var bodies = new Tricklers(port(), 500, body)) {
            while (heads.trickle() + bodies.trickle() > 0) {
                assertThat(System.nanoTime()).as("all are closed in time").isLessThan(end);
                assertThat(post(TASK, bearing(BESIDE)).status()).isEqualTo(202);
                LockSupport.parkNanos(EVERY.toNanos());
            }
        }
    }

    @Test
    void refuses_longer_bodies_than_are_configured() {
        isProblem(post(" ".repeat(10_241)), 413);
        isProblem(post(TASK + " ".repeat(10_241 - TASK.length())), 413);
        isProblem(postTo("/v1/tasks/batch", " ".repeat(204_801)), 413);
        isProblem(postTo("/v1/tasks/batch", " ".repeat(200_000)), 400);
    }

    @Test
    void takes_a_body_of_the_length_that_is_configured() {
        assertThat(post(TASK + " ".repeat(10_240 - TASK.length())).status()).isEqualTo(202);
        looks_at_the_store();
    }

    /** Two take up the half of it all, whatever little has come of them; a short body needs none of it. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 204800\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n32000\r\n"})
    void holds_only_so_many_long_bodies_of_one_caller(String length) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = sendSlowly(callers, OPERATE, length);

            await().until(() -> batchOf(OPERATE).status() == 429);
            looks_at_the_store();
            assertIsTooMany(batchOf(OPERATE));
            assertThat(batchOf(BESIDE).status()).as("another caller").isEqualTo(202);
            assertThat(post(TASK).status()).isEqualTo(202);
            assertThat(postTo("/v1/tasks/batch", "[" + TASK + "]").status()).isEqualTo(202);

            assertAreLate(slow);
        }
        assertThat(batchOf(OPERATE).status()).isEqualTo(202);
    }

    @Test
    void holds_only_so_many_long_bodies_of_all_callers() throws Exception {
        var length = "Content-Length: 204800\r\n\r\n";
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = Stream.of(OPERATE, BESIDE)
                    .flatMap(token -> sendSlowly(callers, token, length).stream())
                    .toList();

            await().until(() -> batchOf(ONE).status() == 429);
            looks_at_the_store();
            assertIsTooMany(batchOf(ONE));

            assertAreLate(slow);
        }
        assertThat(batchOf(ONE).status()).isEqualTo(202);
    }

    private static void assertAreLate(List<Future<Answer>> slow) throws Exception {
        for (var body : slow) {
            assertThat(body.get().status()).isEqualTo(408);
        }
    }

    private List<Future<Answer>> sendSlowly(ExecutorService callers, String token, String length) {
        var batch = POST.replace("/v1/tasks", "/v1/tasks/batch") + bearing(token) + "\r\n" + length;
        return Stream.generate(
                        () -> callers.submit(() -> wire().sendInPieces(batch, " ", EVERY, Duration.ofSeconds(4))))
                .limit(2)
                .toList();
    }

    private Answer batchOf(String token) {
        return wire().post("/v1/tasks/batch", "[" + TASK + " ".repeat(100_000) + "]", bearing(token));
    }

    private void assertIsTooMany(Answer refused) {
        assertThat(isProblem(refused, 429).path("type").asString()).endsWith(":too-many-bodies");
        assertThat(refused.header("Retry-After")).matches("\\d+");
    }

    private static String bearing(String token) {
        return "Authorization: Bearer " + token;
    }

    @Test
    void lets_only_so_many_wait() {
        var path = post(TASK).header("Location") + "?wait=2s";
        looks_at_the_store();
        var waiting = Stream.generate(() -> CompletableFuture.supplyAsync(() -> get(path), Thread::startVirtualThread))
                .limit(3)
                .toList();

        await().untilAsserted(() -> {
            var refused = get(path.replace("2s", "1ms"));
            assertThat(isProblem(refused, 429).path("type").asString()).endsWith(":too-many-waits");
            assertThat(refused.header("Retry-After")).matches("\\d+");
        });
        assertThat(get(path.replaceFirst("\\?.*", "")).status()).isEqualTo(200);

        assertThat(waiting.stream().map(CompletableFuture::join).map(Answer::status))
                .containsOnly(200);
        assertThat(get(path.replace("2s", "1ms")).status()).isEqualTo(200);
    }

    @Test
    void leaves_no_place_taken_by_those_who_are_answered_with_an_error() {
        for (var i = 0; i < 10; i++) {
            assertThat(get("/v1/tasks/x?wait=1s").status()).isEqualTo(404);
            assertThat(postTo("/v1/tasks?wait=1s", "{}").status()).isEqualTo(400);
        }
    }

    @Test
    void lets_a_caller_submit_only_so_much_wherever_he_says_he_is() {
        var batch = Stream.generate(() -> "{\"type\":\"a\"}").limit(1000).collect(Collectors.joining(",", "[", "]"));
        wire().post("/v1/tasks/batch", batch, "X-Forwarded-For: 10.0.0.1");
        looks_at_the_store();

        var refused = wire().post("/v1/tasks/batch", batch, "X-Forwarded-For: 10.0.0.2");

        assertThat(isProblem(refused, 429).path("type").asString()).endsWith(":submit-rate");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(5, 11);
        assertThat(get("/v1/tasks?limit=1").status()).isEqualTo(200);
    }

    /** They are told apart as callers, so neither has used up what is his own. */
    @Test
    void lets_all_of_a_role_submit_only_so_much_together() {
        var batch = "[" + (TASK + ",").repeat(599) + TASK + "]";
        var one = wire().post("/v1/tasks/batch", batch, bearing(ONE));
        looks_at_the_store();

        var other = wire().post("/v1/tasks/batch", batch, bearing(OTHER));

        assertThat(one.status()).isEqualTo(202);
        assertThat(isProblem(other, 429).path("detail").asString()).contains("submits-by-role.submit");
        assertThat(other.header("Retry-After")).matches("\\d+");
    }
}
