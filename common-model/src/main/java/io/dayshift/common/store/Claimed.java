package io.dayshift.common.store;

import java.util.List;

/** What a worker got when it asked for tasks to run. */
public sealed interface Claimed {

    /**
     * These are the worker's to run.
     *
     * @param left tasks still in its queue
     * @param isAwaited whether anybody waits for the end of any task, perhaps one of these
     */
    record Tasks(long left, boolean isAwaited, List<ClaimedTask> tasks) implements Claimed {}

    /** The session is not the worker's any more. */
    record Fenced() implements Claimed {}
}
