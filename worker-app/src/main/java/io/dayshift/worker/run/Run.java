package io.dayshift.worker.run;

import io.dayshift.common.handler.TaskRun;
import io.dayshift.common.store.ClaimedTask;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.Progress;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.WorkerSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One attempt of one task, from its claim until its end is reported. */
final class Run implements TaskRun {

    /** Why a run is not wanted any more. */
    enum Reason {
        /** It ran longer than it may: to be reported as failed. */
        TIMED_OUT,
        /** Cancelled, or taken away with the session: only a result that comes all the same is reported, to be refused. */
        REVOKED,
        /** The worker leaves: to be handed back. */
        HANDED_BACK
    }

    /** A word to stop. */
    record Stop(Reason reason, Instant at) {}

    private final ClaimedTask task;
    private final WorkerSession session;
    private final JsonMapper json;
    private final AtomicReference<@Nullable Progress> unsent = new AtomicReference<>();
    private @Nullable Thread thread;
    private @Nullable Instant startedAt;
    private volatile @Nullable Stop stop;
    private boolean settled;

    Run(ClaimedTask task, WorkerSession session, JsonMapper json) {
        this.task = task;
        this.session = session;
        this.json = json;
    }

    ClaimedTask task() {
        return task;
    }

    WorkerSession session() {
        return session;
    }

    /** Begins on the calling thread; returns false when the run was stopped before. */
    synchronized boolean begin(Instant now) {
        if (stop != null) {
            return false;
        }
        thread = Thread.currentThread();
        startedAt = now;
        return true;
    }

    /** Ends on the calling thread; no interrupt comes to it from here afterwards. */
    synchronized void end() {
        thread = null;
        // An interrupt that came too late must not hit the next task of this thread.
        var _ = Thread.interrupted();
    }

    /** Tells the handler to stop; only the first word counts. */
    synchronized void stop(Reason reason, Instant now) {
        if (stop == null) {
            stop = new Stop(reason, now);
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    Optional<Stop> stopped() {
        return Optional.ofNullable(stop);
    }

    /** When the handler was called; empty before. */
    synchronized Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    /** Claims the right to say how the run ended; only the first who asks has it. */
    synchronized boolean settle() {
        var first = !settled;
        settled = true;
        return first;
    }

    /** The progress that has not been sent yet; taking it marks it as sent. */
    Optional<Progress> takeProgress() {
        return Optional.ofNullable(unsent.getAndSet(null));
    }

    @Override
    public TaskId id() {
        return task.id();
    }

    @Override
    public int attempt() {
        return task.shownAttempt();
    }

    @Override
    public int maxAttempts() {
        return task.retry().maxAttempts();
    }

    @Override
    public long fencingToken() {
        return task.attempt();
    }

    @Override
    public Duration timeout() {
        return task.timeout();
    }

    @Override
    public Json payload() {
        return task.payload();
    }

    @Override
    public <T> T payload(Class<T> as) {
        return Payloads.read(json, task.payload(), as);
    }

    @Override
    public boolean isCancelled() {
        return stop != null;
    }

    @Override
    public void progress(int percent, String message) {
        unsent.set(new Progress(percent, message));
    }
}
