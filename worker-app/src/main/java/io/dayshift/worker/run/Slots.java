package io.dayshift.worker.run;

import io.dayshift.common.task.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The places where tasks run: one platform thread each, so that a handler which computes or never returns takes nothing
 * from the others, nor from health and renewal. A place is taken from the claim until the end of the task is recorded.
 */
final class Slots implements AutoCloseable {

    private final int capacity;
    private final TaskThreads threads;
    private final Set<Run> taken = ConcurrentHashMap.newKeySet();
    private int abandoned;

    Slots(int capacity) {
        this.capacity = capacity;
        this.threads = new TaskThreads(capacity);
    }

    int capacity() {
        return capacity;
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
        threads.execute(work);
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
        threads.limit(capacity + abandoned);
        return true;
    }

    /** Notes that a handler has returned; returns whether its thread had not been given up. */
    synchronized boolean comeBack(Run run) {
        if (run.settle()) {
            return true;
        }
        abandoned--;
        threads.limit(capacity + abandoned);
        return false;
    }

    /** Threads whose handler was told to stop long ago and did not. */
    synchronized int abandoned() {
        return abandoned;
    }

    @Override
    public void close() {
        threads.close();
    }
}
