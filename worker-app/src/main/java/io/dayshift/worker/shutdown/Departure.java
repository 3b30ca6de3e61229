package io.dayshift.worker.shutdown;

import io.dayshift.common.message.ShutdownRequest;
import io.dayshift.common.message.ShutdownRequest.Mode;
import io.dayshift.common.message.ShutdownResponse;
import io.dayshift.common.store.Left;
import io.dayshift.common.store.StationStore;
import io.dayshift.common.store.StoreUnavailableException;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.run.Lease;
import io.dayshift.worker.run.RunLoop;
import io.dayshift.worker.system.Identity;
import io.dayshift.worker.system.WorkerProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How this worker leaves: takes nothing new, gives unstarted tasks back, lets running ones finish or hands them back, signs
 * off and cleans its station. The same for {@code POST /shutdown} and for SIGTERM.
 */
@Slf4j
@Component
@RequiredArgsConstructor
final class Departure implements SmartLifecycle {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** How long signing off may take once nothing runs any more; after it the managers will find the worker gone. */
    private static final Duration SIGN_OFF = Duration.ofSeconds(5);

    private final StationStore station;
    private final WorkerStore workers;
    private final RunLoop runLoop;
    private final Lease lease;
    private final Identity identity;
    private final WorkerProperties properties;
    private final InstantSource clock;
    private final Exit exit;
    private final CountDownLatch gone = new CountDownLatch(1);

    private @Nullable ShutdownResponse begun;
    private volatile boolean started;

    /** Begins to leave and says what is still to be done; the process ends by itself. Asked again: the same answer. */
    synchronized ShutdownResponse begin(ShutdownRequest request) {
        if (begun == null) {
            begun = closeDoor();
            Thread.ofPlatform().name("shutdown").start(() -> leave(request));
        }
        return begun;
    }

    private void leave(ShutdownRequest request) {
        try {
            finish(request, Optional.empty());
        } finally {
            gone.countDown();
            exit.leave();
        }
    }

    /** Takes nothing new and gives back what has not been started. */
    private ShutdownResponse closeDoor() {
        var returned = lease.session().map(this::giveBack).orElse(0L);
        log.info("event=leaving worker={} running={} returned={}", identity.workerId(), runLoop.running(), returned);
        return new ShutdownResponse(identity.workerId(), "DRAINING", runLoop.running(), returned);
    }

    private long giveBack(WorkerSession session) {
        workers.drain(session);
        runLoop.leave();
        long returned = 0;
        List<?> some;
        do {
            some = station.release(session, TaskStore.BATCH, List.of());
            returned += some.size();
        } while (some.size() == TaskStore.BATCH);
        return returned;
    }

    /**
     * Waits for what runs and signs off.
     *
     * @param patience how long running tasks may take to finish; empty for as long as they need
     */
    private void finish(ShutdownRequest request, Optional<Duration> patience) {
        runLoop.leave();
        if (request.orDefault().mode() == Mode.DRAIN) {
            awaitIdle(patience.map(clock.instant()::plus));
        }
        var deadline = clock.instant().plus(SIGN_OFF);
        do {
            runLoop.handBack();
            awaitIdle(Optional.of(deadline));
        } while (!signOff(request) && clock.instant().isBefore(deadline));
    }

    private void awaitIdle(Optional<Instant> deadline) {
        while (runLoop.running() > 0
                && deadline.filter(end -> !clock.instant().isBefore(end)).isEmpty()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** Signs off; returns whether there is nothing more to do. */
    private boolean signOff(ShutdownRequest request) {
        var session = lease.session();
        if (session.isEmpty()) {
            return true;
        }
        try {
            giveBack(session.get());
            var left = Boolean.TRUE.equals(request.cleanUp())
                    ? workers.leaveClean(session.get())
                    : workers.leave(session.get());
            if (left != Left.BUSY) {
                lease.drop(session.get());
                return true;
            }
            log.debug("event=sign-off-busy worker={}", identity.workerId());
        } catch (StoreUnavailableException e) {
            log.warn(
                    "event=sign-off-failed worker={} cause=\"{}\"; it is tried again",
                    identity.workerId(),
                    e.getMessage());
        }
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
        return false;
    }

    @Override
    public void start() {
        started = true;
    }

    /** Leaves because the process was told to stop. */
    @Override
    public void stop() {
        started = false;
        if (begin()) {
            finish(ShutdownRequest.DEFAULT, Optional.of(properties.drainTimeout()));
        } else {
            hurry();
        }
    }

    /** Waits for a departure that is under way, but not for longer than a process that is told to stop may. */
    private void hurry() {
        try {
            if (!gone.await(properties.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                runLoop.handBack();
                var _ = gone.await(SIGN_OFF.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins to leave on the calling thread's account; returns whether nobody did before. */
    private synchronized boolean begin() {
        if (begun != null) {
            return false;
        }
        try {
            begun = closeDoor();
        } catch (StoreUnavailableException e) {
            log.warn(
                    "event=leaving worker={} cause=\"{}\"; nothing could be given back yet",
                    identity.workerId(),
                    e.getMessage());
            begun = new ShutdownResponse(identity.workerId(), "DRAINING", runLoop.running(), 0);
        }
        return true;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Before everything else, while the worker can still be asked how it is. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
