package io.dayshift.common.store;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls of one link that wait for their answer. When a connection breaks, all of them fail at once: the answer cannot come
 * any more, and Lettuce, which is told to send nothing again by itself, would let them wait until their time is over.
 */
final class CallsUnderWay implements RedisConnectionStateListener {

    /** What makes each of them fail. */
    private final Set<Runnable> calls = ConcurrentHashMap.newKeySet();

    /** Notes a call until it is answered. */
    <T> CompletableFuture<T> add(CompletionStage<T> sent) {
        var call = sent.toCompletableFuture();
        if (!call.isDone()) {
            Runnable fail = () -> call.completeExceptionally(new RedisException("the connection broke"));
            calls.add(fail);
            var _ = call.whenComplete((_, _) -> calls.remove(fail));
        }
        return call;
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        calls.forEach(Runnable::run);
    }
}
