package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.web.Refusal;
import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What callers hear while Redis can be read only, is full, loads its file or is not there, and what is stored of it. */
class StoreStatesIT {

    private static final String TASK = "{\"type\":\"nobody\"}";
    private static final String OTHER = "{\"type\":\"other\"}";
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static RedisServer redis;
    private static ConfigurableApplicationContext manager;

    /** What may be the matter with Redis, and how it is brought about and ended. */
    enum State {
        READ_ONLY {
            @Override
            void begin() {
                order(redis -> redis.replicaof("127.0.0.1", 1));
            }

            @Override
            void end() {
                order(RedisCommands::replicaofNoOne);
            }
        },
        FULL {
            @Override
            void begin() {
                order(redis -> redis.configSet("maxmemory", "1mb"));
            }

            @Override
            void end() {
                order(redis -> redis.configSet("maxmemory", "0"));
            }
        },
        KILLED {
            @Override
            void begin() {
                redis.close();
            }

            @Override
            void end() {
                redis = RedisServer.start(folder, redis.port());
            }
        },
        LOADING {
            private LoadingRedis loading;

            @Override
            void begin() {
                redis.close();
                loading = new LoadingRedis(redis.port());
            }

            @Override
            void end() {
                loading.close();
                redis = RedisServer.start(folder, redis.port());
            }
        };

        abstract void begin();

        abstract void end();

        /** Redis says itself that it took nothing, and is asked for everything else as before. */
        boolean isFull() {
            return this == FULL;
        }
    }

    @BeforeAll
    static void starts_a_manager() {
        redis = RedisServer.start(folder, 0);
        manager = new SpringApplicationBuilder(ManagerApplication.class)
                .run("--server.port=0", "--spring.data.redis.url=" + redis.url(), "--dayshift.budget=100GB");
    }

    @AfterAll
    static void ends_it() {
        manager.close();
        redis.close();
    }

    private static void order(Consumer<RedisCommands<String, String>> orders) {
        try (var client = RedisClient.create(redis.url());
                var connection = client.connect()) {
            orders.accept(connection.sync());
        }
    }

    private static Wire wire() {
        return new Wire(manager.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static Answer post(String path, String body, String... headers) {
        return wire().post(path, body, headers);
    }

    private static String registration(String id) {
        return "{\"workerId\":\"%s\",\"address\":\"http://127.0.0.1:1\",\"capacity\":4,\"types\":[\"echo\"],"
                        .formatted(id)
                + "\"labels\":{},\"session\":\"abcdefgh1234\"}";
    }

    private static List<String> ids() {
        return JsonMapper.shared()
                .readTree(wire().get("/v1/tasks?type=nobody&limit=200").body())
                .path("items")
                .valueStream()
                .map(task -> task.path("id").asString())
                .toList();
    }

    /** Asks all of it at once, since each has to wait until it is known that Redis does not answer. */
    private static List<Answer> ask(List<Callable<Answer>> calls) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            return callers.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void says_that_it_cannot_tell_and_stores_nothing_of_what_it_refuses(State state) throws Exception {
        var location = post("/v1/tasks", TASK).header("Location");
        var known = ids();
        List<Answer> submits;
        List<Answer> others;
        state.begin();
        try {
            await().atMost(LONG).until(() -> post("/v1/tasks", OTHER).status() != 202);
            submits = ask(List.of(
                    () -> post("/v1/tasks/batch", "[" + TASK + "," + TASK + "]"),
                    () -> post("/v1/tasks", TASK),
                    () -> post("/v1/tasks?wait=1ms", TASK),
                    () -> post("/v1/tasks", "{\"type\":\"nobody\",\"key\":\"state-" + state + "\"}"),
                    () -> post("/v1/tasks", TASK, "Idempotency-Key: header-" + state)));
            others = ask(List.of(
                    () -> wire().get(location),
                    () -> post("/register", registration("w-" + state)),
                    () -> post(location + "/cancel", "")));
        } finally {
            state.end();
        }
        await().atMost(LONG).until(() -> post("/v1/tasks", OTHER).status() == 202);

        submits.forEach(submit -> isRefused(submit, state.isFull() ? 429 : 503));
        if (state.isFull()) {
            assertThat(others).extracting(Answer::status).containsExactly(200, 200, 202);
        } else {
            others.forEach(answer -> isRefused(answer, 503));
            submits.stream().skip(1).forEach(StoreStatesIT::namesTheTask);
        }
        assertThat(ids()).isEqualTo(known);
    }

    private static void isRefused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Retry-After")).matches("\\d+");
        assertThat(Refusal.of(answer).path("type").asString())
                .isEqualTo("urn:dayshift:problem:store-" + (status == 429 ? "full" : "unavailable"));
    }

    /** Of which it is known later that it was not stored. */
    private static void namesTheTask(Answer answer) {
        var id = Refusal.of(answer).path("taskId").asString();

        assertThat(wire().get("/v1/tasks/" + id).status()).isEqualTo(404);
    }
}
