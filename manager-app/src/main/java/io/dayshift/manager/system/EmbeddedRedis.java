package io.dayshift.manager.system;

import io.dayshift.common.process.RedisServer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a Redis of the manager's own, when {@code dayshift.redis.embedded} is true, before anything connects to it: for
 * trying out and for small crews on one machine. It ends with the manager.
 */
final class EmbeddedRedis implements EnvironmentPostProcessor {

    private static final String PROPERTY = "dayshift.redis.embedded";

    private final Log log;

    EmbeddedRedis(DeferredLogFactory logs) {
        this.log = logs.getLog(EmbeddedRedis.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty(PROPERTY, Boolean.class, false)) {
            // As text: nothing converts to a path this early.
            var folder = Path.of(environment.getProperty(PROPERTY + ".dir", ".dayshift/redis"));
            var port = environment.getProperty(PROPERTY + ".port", Integer.class, 6379);
            var server = RedisServer.start(folder, port);
            server.rewriteFile();
            log.info("event=redis-started url=" + server.url() + " dir=" + folder.toAbsolutePath());
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("embeddedRedis", Map.of("spring.data.redis.url", server.url())));
            // Its handlers run once every context is closed, so nothing talks to it any more.
            SpringApplication.getShutdownHandlers().add(server::close);
        }
    }
}
