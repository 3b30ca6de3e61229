package io.dayshift.common.store;

import io.dayshift.common.process.RedisServer;
import io.lettuce.core.RedisClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one Redis for all tests of a run and gives each test a namespace of its own. */
final class RedisExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace STORE = Namespace.create(RedisExtension.class);
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Given.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(STORE).computeIfAbsent(Given.class, type -> given(context), Given.class);
    }

    private static Given given(ExtensionContext context) {
        var server =
                context.getRoot().getStore(STORE).computeIfAbsent(Server.class, type -> Server.start(), Server.class);
        return new Given(server.client(), "test-" + NAMESPACES.incrementAndGet());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var given = context.getStore(STORE).get(Given.class, Given.class);
        if (given != null && context.getExecutionException().isEmpty()) {
            given.fsck();
        }
    }

    private record Server(RedisServer redis, RedisClient client, Path directory) implements AutoCloseable {

        static Server start() {
            try {
                var directory = Files.createTempDirectory("dayshift-redis-");
                var redis = RedisServer.start(directory, 0);
                return new Server(redis, RedisClient.create(redis.url()), directory);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            client.shutdown();
            redis.close();
        }
    }
}
