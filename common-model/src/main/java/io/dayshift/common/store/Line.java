package io.dayshift.common.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.StringCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the connection of a link when it is first needed, and another when that one was given up. */
final class Line implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Line.class);

    private final AbstractRedisClient client;
    private final Form form;
    private volatile @Nullable Open open;

    /** Set once and for all: who sees to what is in Redis starts the service again as well. */
    private volatile @Nullable OtherFormException refused;

    private @Nullable CompletableFuture<Open> opening;

    Line(AbstractRedisClient client, Form form) {
        this.client = client;
        this.form = form;
    }

    /** A connection that is open, or comes back by itself. */
    record Open(StatefulConnection<String, String> connection, CallsUnderWay calls) {}

    /** An attempt to open a connection; only who began it makes it. */
    private record Attempt(CompletableFuture<Open> outcome, boolean own) {}

    /** The connection; all who ask while it is being opened wait for the one attempt. */
    Open get() {
        var current = open;
        if (current != null) {
            return current;
        }
        var known = refused;
        if (known != null) {
            throw known;
        }
        var attempt = join();
        if (attempt.own()) {
            make(attempt.outcome());
        }
        try {
            return attempt.outcome().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof OtherFormException other) {
                throw other;
            }
            throw new StoreUnavailableException("Redis cannot be reached: " + reason(e), e);
        }
    }

    private static String reason(CompletionException e) {
        var cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    /** The attempt to wait for: one's own unless another is under way or has just succeeded. */
    private synchronized Attempt join() {
        var current = open;
        if (current != null) {
            return new Attempt(CompletableFuture.completedFuture(current), false);
        }
        if (opening != null) {
            return new Attempt(opening, false);
        }
        opening = new CompletableFuture<>();
        return new Attempt(opening, true);
    }

    private void make(CompletableFuture<Open> outcome) {
        try {
            var calls = new CallsUnderWay();
            var connection = checked(connect());
            connection.addListener(calls);
            var fresh = new Open(connection, calls);
            opened(fresh);
            outcome.complete(fresh);
        } catch (RuntimeException e) {
            opened(null);
            outcome.completeExceptionally(e);
        }
    }

    private synchronized void opened(@Nullable Open fresh) {
        open = fresh;
        opening = null;
    }

    private StatefulConnection<String, String> connect() {
        return switch (client) {
            case RedisClient single -> single.connect(StringCodec.UTF8);
            case RedisClusterClient cluster -> cluster.connect(StringCodec.UTF8);
            default -> throw new IllegalStateException("an unknown kind of client");
        };
    }

    /** A connection that leads to what this build may work on; any other is closed. */
    private StatefulConnection<String, String> checked(StatefulConnection<String, String> connection) {
        try {
            form.check(connection);
            return connection;
        } catch (RuntimeException e) {
            refused = e instanceof OtherFormException found ? found : null;
            var _ = connection.closeAsync();
            throw e;
        }
    }

    /** Has the next call open another connection, unless somebody has seen to that already. */
    synchronized void giveUp(Open suspect) {
        if (suspect.equals(open)) {
            open = null;
            log.warn("event=connection-given-up: Redis stands still or is not the master any more");
            var _ = suspect.connection().closeAsync();
        }
    }

    @Override
    public void close() {
        var current = open;
        if (current != null && current.connection().isOpen()) {
            current.connection().close();
        }
    }
}
