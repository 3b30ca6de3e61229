package io.dayshift.common.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * One connection to Redis, opened when first needed and kept. A call is tried again for a second while the connection is
 * down, and then fails; after a break it comes back by itself, to whoever is the master by then. It is given up for another
 * when it leads to a server that stands still or is not the master any more.
 */
public class RedisLink implements AutoCloseable {

    /** How long each command of a call may take before its outcome counts as unknown; kept by Lettuce's timer, to 0.1 s. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** How long what fails at once is tried again, and how often; a call that has waited for long is not. */
    private static final RetryTemplate PATIENCE = new RetryTemplate(RetryPolicy.builder()
            .predicate(RedisLink::mayPass)
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofMillis(50))
            .timeout(Duration.ofSeconds(1))
            .build());

    private static final String[] NOT_WRITABLE = {
        "MISCONF",
        "READONLY",
        "LOADING",
        "MASTERDOWN",
        "CLUSTERDOWN",
        "NOREPLICAS",
        "TRYAGAIN",
        "BUSY",
        "MOVED",
        "UNBLOCKED"
    };

    private static final List<String> NOT_MASTER = List.of("READONLY", "MASTERDOWN");

    private final Line line;

    RedisLink(AbstractRedisClient client, Form form) {
        this.line = new Line(client, form);
    }

    /** Opens the connection now rather than when it is first needed; throws {@link StoreUnavailableException} when it cannot. */
    void open() {
        line.get();
    }

    /** Runs a script that may be repeated and waits for its answer. */
    Answer run(Script script, List<String> keys, List<String> arguments) {
        return patient(() -> runOnce(script, keys, arguments));
    }

    /** Runs a script that does more when it is repeated, and waits for its answer. */
    Answer runOnce(Script script, List<String> keys, List<String> arguments) {
        script.check(keys, arguments);
        return new Answer(
                script.verb(),
                await(on -> eval(on, ScriptCall.bySha(script, keys, arguments))
                        .exceptionallyCompose(failure -> cause(failure) instanceof RedisNoScriptException
                                ? eval(on, ScriptCall.bySource(script, keys, arguments))
                                : CompletableFuture.failedStage(failure))));
    }

    /** Runs any other command and waits for its answer. */
    <T> T call(Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
        return patient(() -> await(on -> command.apply(commands(on))));
    }

    /** Runs a command that names no key at the server that has this one, and waits for its answer. */
    <T> T callAt(
            String key, Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
        return patient(() -> await(on -> serverOf(key, on).thenCompose(server -> command.apply(commands(server)))));
    }

    /** Runs a command once for each argument, all on their way at once, and waits for the answers. */
    <A, T> List<T> callEach(
            List<A> arguments,
            BiFunction<RedisClusterAsyncCommands<String, String>, A, ? extends CompletionStage<T>> command) {
        return patient(() -> {
            var open = line.get();
            var commands = commands(open.connection());
            var sent = arguments.stream()
                    .map(argument -> open.calls().<T>send(() -> command.apply(commands, argument)))
                    .toList();
            return sent.stream().map(answer -> this.<T>await(open, answer)).toList();
        });
    }

    /** Tries again for a moment, so that nobody has to know of a connection that broke and is there again. */
    private static <T> T patient(Supplier<T> attempt) {
        return PATIENCE.invoke(attempt);
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof StoreUnavailableException
                && !(failure instanceof ReplicasBehindException)
                && !Thread.currentThread().isInterrupted();
    }

    /** The connection to the one server that has a key. */
    static CompletionStage<StatefulConnection<String, String>> serverOf(
            String key, StatefulConnection<String, String> connection) {
        return switch (connection) {
            case StatefulRedisConnection<String, String> single -> CompletableFuture.completedStage(single);
            case StatefulRedisClusterConnection<String, String> cluster -> {
                var node = cluster.getPartitions().getMasterBySlot(SlotHash.getSlot(key));
                yield node == null
                        ? CompletableFuture.failedStage(new StoreUnavailableException("no node has the slot of " + key))
                        : cluster.getConnectionAsync(node.getNodeId()).thenApply(single -> single);
            }
            default -> throw new IllegalStateException("an unknown kind of connection");
        };
    }

    /** Sends a script on its way. */
    CompletionStage<List<@Nullable Object>> eval(StatefulConnection<String, String> on, ScriptCall call) {
        var command = call.command();
        on.dispatch(command);
        return command.thenApply(Collections::unmodifiableList);
    }

    private static RedisClusterAsyncCommands<String, String> commands(StatefulConnection<String, String> connection) {
        return switch (connection) {
            case StatefulRedisConnection<String, String> single -> single.async();
            case StatefulRedisClusterConnection<String, String> cluster -> cluster.async();
            default -> throw new IllegalStateException("an unknown kind of connection");
        };
    }

    private <T> T await(Function<StatefulConnection<String, String>, ? extends CompletionStage<T>> call) {
        var open = line.get();
        return await(open, open.calls().send(() -> call.apply(open.connection())));
    }

    private <T> T await(Line.Open open, CompletableFuture<T> sent) {
        try {
            return sent.get(); // not for a limited time: for a virtual thread that has a timer's thread woken twice
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for Redis", e);
        } catch (ExecutionException e) {
            var cause = cause(e);
            if (leadsNowhere(cause)) {
                line.giveUp(open);
            }
            throw translate(cause);
        }
    }

    private static boolean leadsNowhere(Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return cause instanceof RedisCommandTimeoutException
                || NOT_MASTER.stream().anyMatch(message::startsWith);
    }

    private static RuntimeException translate(Throwable cause) {
        if (cause instanceof StoreUnavailableException known) {
            return known;
        }
        if (cause instanceof RedisCommandTimeoutException) {
            return new StoreUnavailableException("Redis did not answer within " + TIMEOUT.toSeconds() + " s", cause);
        }
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
        line.close();
    }
}
