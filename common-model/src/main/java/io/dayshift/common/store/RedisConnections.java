package io.dayshift.common.store;

import io.lettuce.core.AbstractRedisClient;
import java.util.Map;
import java.util.function.Consumer;

/** Opens further connections to the Redis that the store is on, for whoever must not share one. */
public final class RedisConnections {

    private final AbstractRedisClient client;
    private final Form form;

    RedisConnections(AbstractRedisClient client, Form form) {
        this.client = client;
        this.form = form;
    }

    /** A connection for commands, opened when first needed. */
    public RedisLink link() {
        return new RedisLink(client, form);
    }

    /** A connection whose scripts are answered when replicas have followed, opened when first needed. */
    RedisLink replicatedLink(ReplicaProperties properties) {
        return new ReplicatedLink(client, form, properties);
    }

    /**
     * Listens to what is published.
     *
     * @param listeners by channel; they are called on the connection's thread and must return at once
     */
    public Subscription listen(Map<String, Consumer<String>> listeners) {
        return new Subscription(client, listeners);
    }
}
