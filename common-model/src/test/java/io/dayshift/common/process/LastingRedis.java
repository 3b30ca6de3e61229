package io.dayshift.common.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * Starts a Redis that lasts as long as the tests' JVM. Spring closes a context after the methods that JUnit calls at the end of
 * a class, or when the JVM ends; a service whose Redis is gone by then takes long to stop, for it has things to tell it.
 */
public final class LastingRedis {

    private LastingRedis() {}

    public static RedisServer start() {
        try {
            return RedisServer.start(Files.createTempDirectory("dayshift-redis-"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
