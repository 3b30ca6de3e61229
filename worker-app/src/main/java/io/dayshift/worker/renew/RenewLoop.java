package io.dayshift.worker.renew;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.RedisConnections;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.common.store.RedisLink;
import io.dayshift.common.store.Renewed;
import io.dayshift.common.store.StoreProperties;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.run.Lease;
import io.dayshift.worker.run.RunLoop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * Renews the lease, on a thread and a connection of its own so that no amount of other work delays it. While the run loop
 * does not come round it renews nothing: then the tasks in this worker's hands are better off elsewhere.
 */
@Slf4j
@Component
final class RenewLoop implements AutoCloseable {

    private final RedisLink redis;
    private final WorkerStore workers;
    private final Lease lease;
    private final RunLoop runLoop;
    private final Duration renewEvery;
    private final InstantSource clock;
    private final Loop loop;

    RenewLoop(
            RedisConnections connections,
            RedisKeys keys,
            StoreProperties properties,
            Lease lease,
            RunLoop runLoop,
            InstantSource clock,
            MeterRegistry meters) {
        this.redis = connections.link();
        this.workers = new WorkerStore(redis, keys, properties.lease(), clock, meters);
        this.lease = lease;
        this.runLoop = runLoop;
        this.renewEvery = properties.renewEvery();
        this.clock = clock;
        this.loop = new Loop("renew", this::pass).start();
    }

    /** Renews once, if there is a session; asks to be repeated a quarter of a lease after it began. */
    Duration pass() {
        var began = clock.instant();
        if (!runLoop.isStuck()) {
            lease.session().ifPresent(this::renew);
        }
        var rest = renewEvery.minus(Duration.between(began, clock.instant()));
        return rest.isPositive() ? rest : Duration.ofMillis(1);
    }

    private void renew(WorkerSession session) {
        var askedAt = clock.instant();
        switch (workers.renew(session)) {
            case Renewed.Extended(var draining, var queued) -> {
                lease.extend(session, askedAt, draining);
                if (queued > 0) {
                    runLoop.bell();
                }
            }
            case Renewed.Fenced() -> {
                log.warn(
                        "event=fenced worker={} session={}: declared lost or replaced; it drops its work and registers anew",
                        session.workerId(),
                        session.session());
                runLoop.fenced(session);
            }
        }
    }

    @Override
    public void close() {
        loop.close();
        redis.close();
    }
}
