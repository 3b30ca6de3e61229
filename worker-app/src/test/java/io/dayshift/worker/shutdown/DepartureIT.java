package io.dayshift.worker.shutdown;

import static io.dayshift.common.task.TaskState.PENDING;
import static io.dayshift.common.task.TaskState.RUNNING;
import static io.dayshift.common.task.TaskState.SUCCEEDED;
import static io.dayshift.worker.TestWorker.attempts;
import static io.dayshift.worker.TestWorker.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.message.ShutdownRequest;
import io.dayshift.common.message.ShutdownRequest.Mode;
import io.dayshift.common.message.ShutdownResponse;
import io.dayshift.common.process.RedisServer;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.web.Refusal;
import io.dayshift.common.web.Wire;
import io.dayshift.common.worker.WorkerState;
import io.dayshift.worker.Play;
import io.dayshift.worker.TestWorker;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

class DepartureIT {

    /** Stays, and counts who wanted to go. */
    static class NoExit extends Exit {
        final AtomicInteger left = new AtomicInteger();

        NoExit(ConfigurableApplicationContext context) {
            super(context);
        }

        @Override
        void leave() {
            left.incrementAndGet();
        }
    }

    static class Beans {
        @Bean
        Play play() {
            return new Play();
        }

        @Bean
        @Primary
        NoExit noExit(ConfigurableApplicationContext context) {
            return new NoExit(context);
        }
    }

    @TempDir
    private Path folder;

    private RedisServer redis;
    private TestWorker worker;
    private Play play;
    private TaskId running;
    private TaskId waiting;

    @BeforeEach
    void one_task_runs_and_one_waits() {
        redis = RedisServer.start(folder, 0);
        worker = TestWorker.start(redis, Beans.class, "--dayshift.worker.drain-timeout=1s");
        play = worker.bean(Play.class);
        running = worker.give("wait");
        worker.await(running, RUNNING);
        waiting = worker.assign("play", "\"hello\"", TaskSpec.DEFAULT_TIMEOUT, attempts(1));
    }

    @AfterEach
    void stop() {
        play.curtain.countDown();
        worker.close();
        redis.close();
    }

    private ShutdownResponse leave(Mode mode, boolean cleanUp) {
        return worker.bean(Departure.class).begin(new ShutdownRequest(mode, cleanUp));
    }

    private void awaitExit() {
        eventually(() -> worker.bean(NoExit.class).left.get() == 1);
    }

    private List<String> keysOfTheStation() {
        try (var client = RedisClient.create(redis.url());
                var connection = client.connect()) {
            var pattern = worker.bean(RedisKeys.class).worker("w-1") + "*";
            return ScanIterator.scan(connection.sync(), ScanArgs.Builder.matches(pattern)).stream()
                    .toList();
        }
    }

    @Test
    void drain_gives_back_what_waits_and_lets_what_runs_finish() {
        var answer = leave(Mode.DRAIN, true);

        assertThat(answer).isEqualTo(new ShutdownResponse("w-1", "DRAINING", 1, 1));
        assertThat(worker.task(waiting).state()).isEqualTo(PENDING);
        assertThat(worker.task(running).state()).isEqualTo(RUNNING);
        assertThat(leave(Mode.NOW, false)).isEqualTo(answer);

        play.curtain.countDown();
        awaitExit();
        assertThat(worker.task(running).state()).isEqualTo(SUCCEEDED);
        assertThat(worker.task(waiting).state()).isEqualTo(PENDING);
        assertThat(keysOfTheStation()).isEmpty();
        assertThat(worker.bean(WorkerStore.class).survey().crew()).isEmpty();
    }

    @Test
    void now_hands_back_what_runs_at_no_cost_and_leaves_the_station_to_be_looked_at() {
        leave(Mode.NOW, false);

        awaitExit();
        assertThat(play.interrupted).hasValue(1);
        assertThat(List.of(worker.task(running), worker.task(waiting)))
                .allSatisfy(task -> assertThat(task.state()).isEqualTo(PENDING));
        assertThat(worker.task(running).attempt()).isZero();
        assertThat(worker.bean(WorkerStore.class).survey().crew())
                .singleElement()
                .satisfies(left -> assertThat(left.state()).isEqualTo(WorkerState.LEFT));
    }

    @Test
    void says_the_same_to_who_asks_twice_and_hears_no_bell_any_more() {
        var wire = new Wire(worker.port());

        var first = wire.post("/shutdown", "{\"mode\":\"DRAIN\"}");
        var second = wire.post("/shutdown", "");
        var bell = wire.post(
                "/assign", "{\"session\":\"" + worker.session().session() + "\",\"taskIds\":[\"" + waiting + "\"]}");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body()).contains("\"running\":1", "\"returned\":1");
        assertThat(bell.status()).isEqualTo(503);
        assertThat(bell.header("Retry-After")).isEqualTo("1");
        assertThat(Refusal.of(bell).path("workIsGiven").asBoolean(true)).isFalse();
    }

    @Test
    void a_stop_of_the_process_while_it_drains_waits_and_then_hands_back() {
        leave(Mode.DRAIN, true);

        var stopped =
                CompletableFuture.runAsync(() -> worker.bean(Departure.class).stop());

        eventually(stopped::isDone);
        assertThat(play.interrupted).hasValue(1);
        assertThat(worker.bean(TaskStore.class).find(running).orElseThrow().state())
                .isEqualTo(PENDING);
        awaitExit();
    }
}
