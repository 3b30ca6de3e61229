package io.dayshift.common.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears what is published on channels, on a connection of its own. Words may be lost while it is down; whoever listens
 * must have a periodic pass behind it.
 */
public final class Subscription implements AutoCloseable {

    private final AbstractRedisClient client;
    private final Map<String, Consumer<String>> listeners;
    private @Nullable StatefulRedisPubSubConnection<String, String> connection;

    /**
     * Prepares a subscription; {@link #ensureOpen()} opens it.
     *
     * @param listeners by channel; they are called on the connection's thread and must return at once
     */
    Subscription(AbstractRedisClient client, Map<String, Consumer<String>> listeners) {
        this.client = client;
        this.listeners = listeners;
    }

    /**
     * Opens the connection unless it is open; afterwards it comes back by itself after a break.
     *
     * @throws StoreUnavailableException when Redis cannot be reached; try again
     */
    public synchronized void ensureOpen() {
        if (connection != null) {
            return;
        }
        try {
            var opened =
                    switch (client) {
                        case RedisClient single -> single.connectPubSub();
                        case RedisClusterClient cluster -> cluster.connectPubSub();
                        default -> throw new IllegalStateException("an unknown kind of client");
                    };
            opened.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String word) {
                    listeners.getOrDefault(channel, unheard -> {}).accept(word);
                }
            });
            opened.sync().subscribe(listeners.keySet().toArray(String[]::new));
            connection = opened;
        } catch (RedisException e) {
            throw new StoreUnavailableException("Redis cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
