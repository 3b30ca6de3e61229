package io.dayshift.common.store;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Calls over one connection that wait for their answer. When it breaks all of them fail at once: the answer cannot come
 * any more, and Lettuce, which is told to send nothing again by itself, would let them wait until their time is over. In a
 * cluster, where each node has a connection that is not heard of here, they do wait.
 */
final class CallsUnderWay implements RedisConnectionStateListener {

    /** What makes each of them fail. */
    private final Set<Runnable> calls = ConcurrentHashMap.newKeySet();

    /** Sends a call and notes it until it is answered. */
    <T> CompletableFuture<T> send(Supplier<? extends CompletionStage<T>> call) {
        var answer = new CompletableFuture<T>();
        Runnable fail = () -> answer.completeExceptionally(new RedisException("the connection broke"));
        calls.add(fail);
        try {
            var _ = call.get().whenComplete((value, failure) -> {
                calls.remove(fail);
                settle(answer, value, failure);
            });
            return answer;
        } catch (RedisException e) {
            calls.remove(fail);
            throw e;
        }
    }

    private static <T> void settle(CompletableFuture<T> answer, T value, Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        calls.removeIf(fail -> {
            fail.run();
            return true;
        });
    }
}
