package io.dayshift.worker.run;

import io.dayshift.common.worker.WorkerSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/**
 * The session that this worker holds and how long it may trust it. The worker judges more strictly than Redis does: its
 * lease counts from when a renewal was sent, and it stops claiming a little before the end.
 */
@Component
public final class Lease {

    private final InstantSource clock;
    private final AtomicReference<Held> held =
            new AtomicReference<>(new Held(Optional.empty(), Instant.EPOCH, Duration.ZERO, false));

    /**
     * What is held.
     *
     * @param since when the last renewal that was granted had been sent
     */
    private record Held(Optional<WorkerSession> session, Instant since, Duration length, boolean draining) {}

    public Lease(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a new session up. */
    public void open(WorkerSession session, Instant askedAt, Duration length) {
        held.set(new Held(Optional.of(session), askedAt, length, false));
    }

    /** Notes that the session was renewed; ignored when another is held by now. */
    public void extend(WorkerSession session, Instant askedAt, boolean draining) {
        held.updateAndGet(now -> now.session().equals(Optional.of(session))
                ? new Held(now.session(), askedAt, now.length(), draining)
                : now);
    }

    /** Drops the session: it is not this worker's any more, or it has been closed. */
    public void drop(WorkerSession session) {
        held.updateAndGet(now -> now.session().equals(Optional.of(session))
                ? new Held(Optional.empty(), Instant.EPOCH, Duration.ZERO, false)
                : now);
    }

    /** The session, whether or not its lease can still be trusted; empty between two. */
    public Optional<WorkerSession> session() {
        return held.get().session();
    }

    /** The session, if tasks may be claimed under it now. */
    public Optional<WorkerSession> toClaimUnder() {
        var now = held.get();
        return isGood(now) ? now.session() : Optional.empty();
    }

    /** Whether that session is held and its lease has not run out, with the margin. */
    boolean isGoodUnder(WorkerSession session) {
        return toClaimUnder().equals(Optional.of(session));
    }

    /** Whether the lease has not run out, with a margin of a sixth. */
    public boolean isGood() {
        return isGood(held.get());
    }

    private boolean isGood(Held now) {
        return now.session().isPresent()
                && sinceRenewal(now).compareTo(now.length().multipliedBy(5).dividedBy(6)) < 0;
    }

    /** Whether the crew's managers have closed this worker for new tasks. */
    public boolean isDraining() {
        return held.get().draining();
    }

    /** How long ago the last renewal was sent that was granted; empty between two sessions. */
    public Optional<Duration> sinceRenewal() {
        var now = held.get();
        return now.session().map(session -> sinceRenewal(now));
    }

    private Duration sinceRenewal(Held now) {
        return Duration.between(now.since(), clock.instant());
    }
}
