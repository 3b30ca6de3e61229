package io.dayshift.systemtests.benchmark.light;

import io.dayshift.common.store.Claimed;
import io.dayshift.common.store.ClaimedTask;
import io.dayshift.common.store.Finish;
import io.dayshift.common.store.StationStore;
import io.dayshift.common.store.Verdict;
import io.dayshift.common.worker.WorkerSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One light worker: claims what is in its queue and completes it with its payload, a batch at a time. */
final class LightWorker implements AutoCloseable {

    /** Tasks that it has at a time. */
    static final int CAPACITY = 32;

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final WorkerSession session;
    private final StationStore station;
    private final Semaphore bell = new Semaphore(0);
    private final LightDoor door;
    private volatile boolean leaving;

    LightWorker(WorkerSession session, StationStore station) {
        this.session = session;
        this.station = station;
        this.door = new LightDoor(session.session(), bell::release);
    }

    WorkerSession session() {
        return session;
    }

    String address() {
        return door.address();
    }

    /** Works until it is closed. */
    void work() throws InterruptedException {
        while (!leaving) {
            if (workOnce() == 0) {
                var _ = bell.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                bell.drainPermits();
            }
        }
    }

    /** Claims and completes once; returns how many tasks. */
    private int workOnce() {
        return switch (station.claim(session, CAPACITY)) {
            case Claimed.Fenced() -> throw new IllegalStateException(session.workerId() + " has lost its session");
            case Claimed.Tasks(var _, var _, var tasks) -> {
                if (!tasks.isEmpty()) {
                    complete(tasks);
                }
                yield tasks.size();
            }
        };
    }

    private void complete(List<ClaimedTask> tasks) {
        var verdicts = station.complete(
                session,
                tasks.stream()
                        .map(task -> new Finish.Success(task.id(), task.attempt(), task.payload()))
                        .toList());
        if (!verdicts.stream().allMatch(verdict -> verdict == Verdict.ACCEPTED)) {
            throw new IllegalStateException(session.workerId() + " was told " + verdicts);
        }
    }

    @Override
    public void close() {
        leaving = true;
        bell.release();
        door.close();
    }
}
