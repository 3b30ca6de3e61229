package io.dayshift.common.security;

import io.dayshift.common.process.LastingRedis;
import io.dayshift.common.process.RedisServer;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test of a service on a Redis of its own, with a token for each role. */
@DirtiesContext
public abstract class WithTokens {

    private static RedisServer redis;

    @BeforeAll
    static void starts_redis() {
        redis = LastingRedis.start();
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
