package io.dayshift.common.store;

import io.dayshift.common.task.TaskId;
import java.util.List;

/** How what a worker runs differs from what it should run. */
public sealed interface Resumed {

    /**
     * The difference.
     *
     * @param gone tasks it should stop running
     * @param missing tasks it should run and does not
     */
    record Difference(List<TaskId> gone, List<ClaimedTask> missing) implements Resumed {}

    /** The session is not the worker's any more. */
    record Fenced() implements Resumed {}
}
