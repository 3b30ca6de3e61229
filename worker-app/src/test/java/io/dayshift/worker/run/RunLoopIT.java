package io.dayshift.worker.run;

import static io.dayshift.common.task.TaskState.CANCELLED;
import static io.dayshift.common.task.TaskState.FAILED;
import static io.dayshift.common.task.TaskState.RUNNING;
import static io.dayshift.common.task.TaskState.SUCCEEDED;
import static io.dayshift.worker.TestWorker.attempts;
import static io.dayshift.worker.TestWorker.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.store.Claimed;
import io.dayshift.common.store.Listing;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.common.store.StationStore;
import io.dayshift.common.store.Subscription;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.TaskError.Kind;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.Play;
import io.dayshift.worker.TestWorker;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;

class RunLoopIT {

    static class Handlers {
        @Bean
        Play play() {
            return new Play();
        }
    }

    @TempDir
    private Path folder;

    private RedisServer redis;
    private TestWorker worker;
    private Play play;

    @BeforeEach
    void start() {
        redis = RedisServer.start(folder, 0);
        worker = TestWorker.start(redis, Handlers.class, "--dayshift.worker.http.allowed-networks=127.0.0.0/8");
        play = worker.bean(Play.class);
    }

    @AfterEach
    void stop() {
        play.curtain.countDown();
        worker.close();
        redis.close();
    }

    private void works() {
        assertThat(worker.await(worker.give("hello"), SUCCEEDED).result()).hasToString("\"fine\"");
    }

    @ParameterizedTest
    @CsvSource({
        "too large,      RESULT_TOO_LARGE, 256 KiB",
        "half an object, RESULT_NOT_JSON,  not JSON",
        "no value,       RESULT_NOT_JSON,  no value",
        "two values,     RESULT_NOT_JSON,  more than one value",
        "a circle,       RESULT_NOT_JSON,  nesting depth",
        "stack,          HANDLER,          StackOverflowError: deep",
        "class,          HANDLER,          NoClassDefFoundError: com/acme/Gone",
        "mute,           HANDLER,          MuteException",
    })
    void bad_ends_fail_the_task_and_not_the_worker(String deed, Kind kind, String message) {
        var failed = worker.await(worker.give(deed), FAILED);

        assertThat(failed.error().kind()).isEqualTo(kind);
        assertThat(failed.error().message()).contains(message).doesNotContain("java.");
        works();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sleep     | {\"duration\":\"1s\",\"x\":1} | unknown field, x; known are duration",
                "sleep     | {\"duration\":5}              | duration must be a string",
                "fail      | {\"times\":\"2\"}             | times must be a whole number",
                "fail      | {\"times\":1.5}               | times must be a whole number",
                "wordcount | null                          | missing; it must be an object with text",
                "wordcount | []                            | must be an object with text",
                "http      | {\"headers\":{\"a\":1}}       | headers.a must be a string",
            })
    void a_payload_that_does_not_fit_is_refused_in_words_of_json(String type, String payload, String message) {
        var refused = worker.await(worker.give(type, payload, TaskSpec.DEFAULT_TIMEOUT, attempts(3)), FAILED);

        assertThat(refused.error().kind()).isEqualTo(Kind.REJECTED);
        assertThat(refused.error().message()).contains(message).doesNotContain("Payload ", "java", "dayshift");
    }

    @Test
    void gives_up_a_handler_that_never_returns_and_goes_on_in_another_thread() {
        var stuck = worker.give("play", "\"stubborn\"", Duration.ofMillis(200), attempts(1));

        assertThat(worker.await(stuck, FAILED).error().kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(worker.runLoop().abandoned()).isEqualTo(1);
        works();

        play.curtain.countDown();
        eventually(() -> worker.runLoop().abandoned() == 0);
        works();
    }

    @Test
    void gives_up_the_old_run_of_a_task_that_has_come_back() {
        var id = worker.give("stubborn at first");
        worker.await(id, RUNNING);
        worker.bean(TaskStore.class).cancel(id);
        worker.bean(TaskStore.class).retry(id);

        worker.giveAgain(id);

        assertThat(worker.await(id, SUCCEEDED).result()).hasToString("\"fine\"");
        assertThat(worker.runLoop().abandoned()).isEqualTo(1);
    }

    @Test
    void says_timeout_of_a_server_that_does_not_answer() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var payload = "{\"url\":\"http://127.0.0.1:%d/\"}".formatted(silent.getLocalPort());

            var id = worker.give("http", payload, Duration.ofMillis(300), attempts(1));

            assertThat(worker.await(id, FAILED).error().kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void a_cancel_interrupts_the_handler() {
        var id = worker.give("wait");
        worker.await(id, RUNNING);

        worker.bean(TaskStore.class).cancel(id);

        eventually(() -> play.interrupted.get() == 1);
        assertThat(worker.task(id).state()).isEqualTo(CANCELLED);
        works();
    }

    @Test
    void a_cancel_whose_word_is_lost_is_seen_by_resume() {
        var id = worker.give("wait");
        worker.await(id, RUNNING);
        worker.bean(Subscription.class).close();

        worker.bean(TaskStore.class).cancel(id);

        eventually(() -> play.interrupted.get() == 1);
        works();
    }

    @Test
    void shows_progress() {
        var id = worker.give("progress");

        eventually(() -> worker.task(id).progress() != null);

        assertThat(worker.task(id).progress().percent()).isEqualTo(40);
        assertThat(worker.task(id).progress().message()).isEqualTo("half way");
    }

    @Test
    void names_task_and_worker_in_the_log_while_a_handler_runs() {
        var first = worker.give("context");
        var second = worker.give("context");

        assertThat(worker.await(first, SUCCEEDED).result().text()).contains(first.value(), "w-1");
        assertThat(worker.await(second, SUCCEEDED).result().text())
                .contains(second.value())
                .doesNotContain(first.value());
    }

    @Test
    void runs_what_a_claim_took_whose_reply_was_lost() {
        worker.await(worker.give("wait"), RUNNING);
        var id = worker.assign("play", "\"hello\"", TaskSpec.DEFAULT_TIMEOUT, attempts(1));
        var lost = worker.bean(StationStore.class).claim(worker.session(), 1);
        assertThat(lost)
                .isInstanceOfSatisfying(
                        Claimed.Tasks.class,
                        claimed -> assertThat(claimed.tasks()).hasSize(1));

        play.curtain.countDown();

        assertThat(worker.await(id, SUCCEEDED).attempt()).isEqualTo(1);
        assertThat(play.begun).hasValue(2);
    }

    @Test
    void drops_its_work_when_it_is_fenced_and_has_late_results_refused() {
        var id = worker.give("stubborn");
        worker.await(id, RUNNING);
        var old = worker.session();
        loseLease(old);

        eventually(() -> play.interrupted.get() == 1);
        assertThat(worker.bean(Lease.class).session()).isEmpty();
        play.curtain.countDown();

        eventually(() -> worker.runLoop().running() == 0);
        assertThat(worker.task(id).result()).isNull();
        assertThat(worker.bean(Listing.class).stats()).containsEntry("fenced", 1L);
        worker.admit();
        works();
    }

    private void loseLease(WorkerSession session) {
        try (var client = RedisClient.create(redis.url());
                var connection = client.connect()) {
            connection.sync().zadd(worker.bean(RedisKeys.class).leases(), 1, session.workerId());
            worker.bean(WorkerStore.class).reclaim(session);
        }
    }

    @Test
    void keeps_what_ends_while_redis_is_away() {
        var first = worker.give("wait");
        worker.await(first, RUNNING);
        var second = worker.assign("play", "\"hello\"", TaskSpec.DEFAULT_TIMEOUT, attempts(1));
        redis.close();

        play.curtain.countDown();
        worker.runLoop().bell();
        eventually(() -> worker.bean(Lease.class).session().isPresent()
                && !worker.bean(Lease.class).isGood());
        assertThat(worker.runLoop().running()).isEqualTo(1);
        assertThat(play.begun).hasValue(1);
        redis = RedisServer.start(folder, redis.port());

        eventually(() -> worker.runLoop().running() == 0);
        assertThat(worker.await(first, SUCCEEDED).result()).hasToString("\"waited\"");
        assertThat(worker.await(second, SUCCEEDED).attempt()).isEqualTo(1);
    }

    @Test
    void keeps_time_while_redis_is_away() {
        worker.close();
        worker = TestWorker.start(redis, Handlers.class, "--dayshift.worker.capacity=2");
        play = worker.bean(Play.class);
        worker.await(worker.give("wait"), RUNNING);
        var id = worker.give("play", "\"wait for ever\"", Duration.ofSeconds(2), attempts(1));
        worker.await(id, RUNNING);
        redis.close();
        play.curtain.countDown();

        eventually(() -> play.interrupted.get() == 1);

        redis = RedisServer.start(folder, redis.port());
        assertThat(worker.await(id, FAILED).error().kind()).isEqualTo(Kind.TIMEOUT);
    }
}
