package io.dayshift.worker.run;

import io.dayshift.common.task.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The places where tasks run: one platform thread each, so that a handler which computes or never returns takes nothing
 * from the others, nor from health and renewal. A place is taken from the claim until the end of the task is recorded.
 */
final class Slots implements AutoCloseable {

    private static final long IDLE_SECONDS = 60;

    private final int capacity;
    private final ThreadPoolExecutor threads;
    private final Set<Run> taken = ConcurrentHashMap.newKeySet();
    private int abandoned;

    Slots(int capacity) {
        this.capacity = capacity;
        this.threads = new ThreadPoolExecutor(
                capacity,
                capacity,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("task-", 1).daemon().factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    int free() {
        return Math.max(0, capacity - taken.size());
    }

    Collection<Run> runs() {
        return taken;
    }

    /** The runs of one task: more than one when it came back while an earlier attempt has not ended here. */
    List<Run> runsOf(TaskId id) {
        return taken.stream().filter(run -> run.id().equals(id)).toList();
    }

    /** Takes a place and begins to work there. */
    void start(Run run, Runnable work) {
        taken.add(run);
        try {
            threads.execute(work);
        } catch (RuntimeException | Error e) {
            // No thread to be had: resume finds the task again.
            taken.remove(run);
            throw e;
        }
    }

    /** Frees the place of a run. */
    void free(Run run) {
        taken.remove(run);
    }

    /** Gives up a thread whose handler does not return, and makes room for another; returns whether it was not yet. */
    synchronized boolean abandon(Run run) {
        if (!run.settle()) {
            return false;
        }
        abandoned++;
        threads.setMaximumPoolSize(capacity + abandoned);
        threads.setCorePoolSize(capacity + abandoned);
        return true;
    }

    /** Notes that a handler has returned; returns whether its thread had not been given up. */
    synchronized boolean comeBack(Run run) {
        if (run.settle()) {
            return true;
        }
        abandoned--;
        threads.setCorePoolSize(capacity + abandoned);
        threads.setMaximumPoolSize(capacity + abandoned);
        return false;
    }

    /** Threads whose handler was told to stop long ago and did not. */
    synchronized int abandoned() {
        return abandoned;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
