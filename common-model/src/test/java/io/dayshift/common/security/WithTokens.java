package io.dayshift.common.security;

import io.dayshift.common.process.RedisServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test of a service on a Redis of its own, with a token for each role. */
@DirtiesContext
public abstract class WithTokens {

    private static RedisServer redis;

    @BeforeAll
    static void starts_redis(@TempDir Path directory) {
        redis = RedisServer.start(directory, 0);
    }

    @AfterAll
    static void ends_redis() {
        redis.close();
    }

    @DynamicPropertySource
    static void has_redis_and_tokens(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.url", WithTokens::redisUrl);
        RoleCalls.tokens().forEach((name, token) -> properties.add(name, () -> token));
    }

    protected static String redisUrl() {
        return redis.url();
    }
}
