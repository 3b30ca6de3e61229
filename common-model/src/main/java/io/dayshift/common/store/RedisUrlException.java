package io.dayshift.common.store;

/** The setting of Redis' address holds none. The message says why and shows nothing of it, for there may be a password in it. */
final class RedisUrlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedisUrlException(String reason) {
        super("spring.data.redis.url " + reason + ".");
    }
}
