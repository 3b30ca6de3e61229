package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.store.OtherFormException;
import io.dayshift.common.web.Refusal;
import io.dayshift.common.web.Wire;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A manager on the Redis of a build that keeps its tasks in another form. */
class OtherBuildIT {

    private static ConfigurableApplicationContext start(String redis) {
        return new SpringApplicationBuilder(ManagerApplication.class)
                .run("--server.port=0", "--spring.data.redis.url=" + redis, "--spring.jmx.enabled=false");
    }

    private static void mark(RedisServer redis) {
        try (var client = RedisClient.create(redis.url())) {
            client.connect().sync().set("{dayshift}:form", "1");
        }
    }

    @Test
    void does_not_start(@TempDir Path folder) {
        try (var redis = RedisServer.start(folder, 0)) {
            mark(redis);

            assertThatThrownBy(() -> start(redis.url()).close())
                    .isInstanceOf(OtherFormException.class)
                    .hasMessageContaining("in form 1");
        }
    }

    @Test
    void serves_nothing_when_it_finds_that_out_later(@TempDir Path folder) {
        var redis = RedisServer.start(folder, 0);
        mark(redis);
        redis.close();
        var manager = start(redis.url());
        try (var again = RedisServer.start(folder, redis.port());
                manager) {
            mark(again);
            var wire = new Wire(manager.getEnvironment().getRequiredProperty("local.server.port", Integer.class));

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    wire.get("/actuator/health/readiness").body())
                            .contains("they are in form 1"));
            var refused = wire.post("/v1/tasks", "{\"type\":\"echo\"}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(Refusal.of(refused).path("type").asString()).endsWith(":store-form");
        }
    }
}
