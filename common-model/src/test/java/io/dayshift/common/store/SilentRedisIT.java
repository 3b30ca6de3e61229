package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dayshift.common.process.RedisServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis takes calls and does not answer them. */
class SilentRedisIT {

    /** Longer than a call may take, and less than two of them. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    @Test
    void a_call_fails_and_the_next_is_made_over_another_connection() {
        try (var redis = RedisServer.start(directory, 0);
                var client = RedisClient.create(redis.url());
                var console = RedisClient.create(redis.url())) {
            var options = ClientOptions.builder();
            new StoreConfiguration().failFast().customize(options);
            client.setOptions(options.build());
            try (var link = new RedisLink(client, new Form(new RedisKeys("silent")))) {
                long before = link.call(RedisClusterAsyncCommands::clientId);

                console.connect().sync().clientPause(PAUSE.toMillis());

                assertThatThrownBy(() -> link.call(RedisClusterAsyncCommands::clientId))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessage("Redis did not answer within 2 s");
                long after = link.call(RedisClusterAsyncCommands::clientId);
                assertThat(after).isNotEqualTo(before);
            }
        }
    }
}
