package io.dayshift.common.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis, opened when first needed and kept. Commands sent while it is down fail at once; after a
 * break it comes back by itself.
 */
public class RedisLink implements AutoCloseable {

    /** How long a call may take before its outcome counts as unknown. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final String[] NOT_WRITABLE = {
        "MISCONF", "READONLY", "LOADING", "MASTERDOWN", "CLUSTERDOWN", "NOREPLICAS", "TRYAGAIN", "BUSY"
    };

    private final AbstractRedisClient client;
    private volatile @Nullable StatefulConnection<String, String> connection;

    RedisLink(AbstractRedisClient client) {
        this.client = client;
    }

    /** Runs a script and waits for its answer. */
    Answer run(Script script, List<String> keys, List<String> arguments) {
        return new Answer(script.verb(), await(send(script, keys, arguments)));
    }

    /** Runs any other command and waits for its answer. */
    <T> T call(Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
        return await(command.apply(commands()));
    }

    /** Runs a command once for each argument, all on their way at once, and waits for the answers. */
    <A, T> List<T> callEach(
            List<A> arguments,
            java.util.function.BiFunction<RedisClusterAsyncCommands<String, String>, A, ? extends CompletionStage<T>>
                    command) {
        var commands = commands();
        var sent = arguments.stream()
                .map(argument -> command.apply(commands, argument))
                .toList();
        return sent.stream().map(RedisLink::<T>await).toList();
    }

    private CompletionStage<List<@Nullable Object>> send(Script script, List<String> keys, List<String> arguments) {
        script.check(keys, arguments);
        var commands = commands();
        var keyArray = keys.toArray(String[]::new);
        var argumentArray = arguments.toArray(String[]::new);
        return commands.<List<@Nullable Object>>evalsha(script.sha(), ScriptOutputType.MULTI, keyArray, argumentArray)
                .exceptionallyCompose(failure -> cause(failure) instanceof RedisNoScriptException
                        ? commands.<List<@Nullable Object>>eval(
                                script.source(), ScriptOutputType.MULTI, keyArray, argumentArray)
                        : CompletableFuture.failedStage(failure));
    }

    private RedisClusterAsyncCommands<String, String> commands() {
        return switch (connection()) {
            case StatefulRedisConnection<String, String> single -> single.async();
            case StatefulRedisClusterConnection<String, String> cluster -> cluster.async();
            default -> throw new IllegalStateException("an unknown kind of connection");
        };
    }

    private StatefulConnection<String, String> connection() {
        var current = connection;
        return current != null ? current : connect();
    }

    private synchronized StatefulConnection<String, String> connect() {
        var current = connection;
        if (current != null) {
            return current;
        }
        try {
            var opened =
                    switch (client) {
                        case RedisClient single -> single.connect(StringCodec.UTF8);
                        case RedisClusterClient cluster -> cluster.connect(StringCodec.UTF8);
                        default -> throw new IllegalStateException("an unknown kind of client");
                    };
            connection = opened;
            return opened;
        } catch (RedisException e) {
            throw unavailable(e);
        }
    }

    private static <T> T await(CompletionStage<T> sent) {
        try {
            return sent.toCompletableFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("Redis did not answer within " + TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for Redis", e);
        } catch (ExecutionException e) {
            throw translate(cause(e));
        }
    }

    private static RuntimeException translate(Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        if (!(cause instanceof RedisCommandExecutionException)) {
            return unavailable(cause);
        }
        if (message.startsWith("OOM")) {
            return new StoreFullException(cause);
        }
        for (var word : NOT_WRITABLE) {
            if (message.startsWith(word) || message.contains("-" + word)) {
                return unavailable(cause);
            }
        }
        return new IllegalStateException("Redis refused a command: " + message, cause);
    }

    private static StoreUnavailableException unavailable(Throwable cause) {
        return new StoreUnavailableException("Redis cannot be reached: " + cause.getMessage(), cause);
    }

    private static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        return (failure instanceof CompletionException || failure instanceof ExecutionException) && cause != null
                ? cause(cause)
                : failure;
    }

    @Override
    public void close() {
        var current = connection;
        if (current != null && current.isOpen()) {
            current.close();
        }
    }
}
