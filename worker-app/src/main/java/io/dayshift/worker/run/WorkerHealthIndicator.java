package io.dayshift.worker.run;

import io.dayshift.worker.system.Identity;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** What managers judge this worker by: whether it holds a good lease and its run loop goes round. */
@Component("worker")
class WorkerHealthIndicator implements HealthIndicator {

    private final Lease lease;
    private final RunLoop runLoop;
    private final Identity identity;

    WorkerHealthIndicator(Lease lease, RunLoop runLoop, Identity identity) {
        this.lease = lease;
        this.runLoop = runLoop;
        this.identity = identity;
    }

    @Override
    public Health health() {
        var health = state().withDetail("workerId", identity.workerId())
                .withDetail("capacity", identity.capacity())
                .withDetail("running", runLoop.running())
                .withDetail("queued", runLoop.queued())
                .withDetail("abandonedThreads", runLoop.abandoned());
        lease.session().ifPresent(session -> health.withDetail("session", session.session()));
        lease.sinceRenewal().ifPresent(age -> health.withDetail("lastRenewal", age.toString()));
        return health.build();
    }

    private Health.Builder state() {
        if (runLoop.isStuck()) {
            return Health.down().withDetail("reason", "the run loop is stuck");
        }
        if (runLoop.isLeaving() || lease.isDraining()) {
            return Health.outOfService().withDetail("reason", "draining");
        }
        if (lease.session().isEmpty()) {
            return Health.down().withDetail("reason", "not registered; no manager has admitted it yet");
        }
        return lease.isGood()
                ? Health.up()
                : Health.down().withDetail("reason", "the lease could not be renewed; nothing new is begun");
    }
}
