package io.dayshift.worker.assign;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.RedisConnections;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.common.store.Subscription;
import io.dayshift.common.task.TaskId;
import io.dayshift.worker.run.RunLoop;
import io.dayshift.worker.system.Identity;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Hears which running tasks were cancelled. A word that is lost is made up for when the run loop resumes. */
@Component
final class Ears implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Subscription subscription;
    private final Loop loop;

    Ears(RedisConnections connections, RedisKeys keys, Identity identity, RunLoop runLoop) {
        this.subscription = connections.subscription(Map.of(
                keys.cancelledChannel(identity.workerId()),
                id -> TaskId.read(id).ifPresent(runLoop::revoke)));
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
