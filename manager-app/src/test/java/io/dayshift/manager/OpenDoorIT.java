package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.security.RoleCalls;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With nothing that tells callers apart everybody on this machine may do everything there is. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class OpenDoorIT {

    private static RedisServer redis;

    @LocalServerPort
    private int port;

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

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/stats, 200",
        "HEAD, /v1/stats, 200",
        "POST, /v1/tasks, 202",
        "PUT, /v1/tasks, 405",
        "POST, /register, 400",
        "GET, /actuator/prometheus, 200",
        "GET, /nope, 404",
        "POST, /v1/nope, 404",
    })
    void lets_everybody_do_what_there_is(String method, String path, int status) {
        assertThat(new RoleCalls(port).call(method, path, null).statusCode()).isEqualTo(status);
        assertThat(new RoleCalls(port)
                        .call(method, path, "any-0123456789abcdef")
                        .statusCode())
                .isEqualTo(status);
    }
}
