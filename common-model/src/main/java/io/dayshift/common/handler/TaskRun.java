package io.dayshift.common.handler;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.TaskId;
import java.time.Duration;

/** One attempt of one task, as its handler sees it. */
public interface TaskRun {

    TaskId id();

    /** The attempt, counted from 1. */
    int attempt();

    /** Attempts the task may have in all. */
    int maxAttempts();

    /**
     * A number that grows with every run of this task: over retries by hand, and when it was handed back, too. A store
     * that remembers the highest it has seen can refuse the late writes of a run that was taken away meanwhile. It repeats
     * only when Redis itself has lost what came last, as docs/durability.md says.
     */
    long fencingToken();

    /** Longest time this attempt may take; after it the handler is interrupted and the attempt has failed. */
    Duration timeout();

    /** The payload as the exact JSON text that was submitted; {@code null} (the JSON value) when there was none. */
    Json payload();

    /**
     * Reads the payload as a value of that class.
     *
     * @throws TaskRejectedException when it cannot be read as one: another attempt would not help
     */
    <T> T payload(Class<T> as);

    /**
     * Tells whether this attempt is no longer wanted: cancelled, timed out, or taken away. The thread is interrupted as
     * well; a loop that never blocks should ask here now and then.
     */
    boolean isCancelled();

    /**
     * Says how far the task is; shown with the task within about a second.
     *
     * @param percent 0 to 100
     * @param message may be empty
     */
    void progress(int percent, String message);
}
