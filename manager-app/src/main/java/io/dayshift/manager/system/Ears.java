package io.dayshift.manager.system;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.RedisConnections;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.common.store.Subscription;
import io.dayshift.common.task.TaskId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Listens to what other processes publish. */
final class Ears implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Subscription subscription;
    private final Loop loop;

    Ears(RedisConnections connections, RedisKeys keys, Wakeups wakeups, Waiters waiters) {
        this.subscription = connections.subscription(Map.of(
                keys.wakeChannel(),
                wakeups::heard,
                keys.endedChannel(),
                ids -> waiters.ended(Stream.of(ids.split(" "))
                        .map(TaskId::read)
                        .flatMap(Optional::stream)
                        .toList())));
        this.loop = new Loop("listen", this::look).start();
    }

    private Duration look() {
        subscription.ensureOpen();
        return LOOK_EVERY;
    }

    @Override
    public void close() {
        loop.close();
        subscription.close();
    }
}
