package io.dayshift.systemtests.faults.nemesis;

import io.dayshift.systemtests.faults.Stage;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Commands that only who runs a Redis gives. */
final class RedisConsole {

    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");

    private final Stage stage;

    RedisConsole(Stage stage) {
        this.stage = stage;
    }

    void pauseClients(Duration length) {
        give(redis -> redis.clientPause(length.toMillis()));
    }

    /** Lets Redis be as full as it is. */
    void fill() {
        give(redis -> {
            var used = USED.matcher(redis.info("memory"));
            if (!used.find()) {
                throw new IllegalStateException("Redis does not say how much memory it uses");
            }
            redis.configSet("maxmemory", used.group(1));
        });
    }

    void lift() {
        give(redis -> redis.configSet("maxmemory", "0"));
    }

    void flushScripts() {
        give(RedisCommands::scriptFlush);
    }

    void killConnections() {
        give(redis -> redis.clientKill(KillArgs.Builder.typeNormal().skipme()));
    }

    private void give(Consumer<RedisCommands<String, String>> orders) {
        try (var client = RedisClient.create(stage.redis().url());
                var connection = client.connect()) {
            orders.accept(connection.sync());
        }
    }
}
