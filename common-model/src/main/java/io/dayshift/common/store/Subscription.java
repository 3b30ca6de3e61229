package io.dayshift.common.store;

import io.dayshift.common.loop.Loop;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears what is published on channels, on a connection of its own that is opened as soon as Redis can be reached and comes
 * back by itself after a break. Words may be lost while it is down; whoever listens must have a periodic pass behind it.
 */
public final class Subscription implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(4);

    private final AbstractRedisClient client;
    private final Map<String, Consumer<String>> listeners;
    private final Loop loop;

    /** Opened by the loop alone. Closed without waiting for it: it may be opening one that will never come. */
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;

    /**
     * Begins to listen.
     *
     * @param listeners by channel; they are called on the connection's thread and must return at once
     */
    Subscription(AbstractRedisClient client, Map<String, Consumer<String>> listeners) {
        this.client = client;
        this.listeners = listeners;
        this.loop = new Loop("listen", this::look).start();
    }

    private Duration look() {
        ensureOpen();
        return LOOK_EVERY;
    }

    private void ensureOpen() {
        try {
            var current = connection;
            if (current == null) {
                current = open();
                connection = current;
                current.sync().subscribe(listeners.keySet().toArray(String[]::new));
            }
            // One that leads to a server that stands still would be silent for ever.
            current.sync().ping();
        } catch (RedisException e) {
            closeConnection();
            throw new StoreUnavailableException("Redis cannot be reached: " + e.getMessage(), e);
        }
    }

    private StatefulRedisPubSubConnection<String, String> open() {
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
        return opened;
    }

    @Override
    public void close() {
        loop.close();
        closeConnection();
    }

    private void closeConnection() {
        var current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }
}
