package io.dayshift.common.store;

import io.dayshift.common.task.TaskId;
import java.util.List;

/** What became of an attempt to fill a worker's queue. */
public sealed interface Assigned {

    /**
     * These tasks are in the queue now.
     *
     * @param before length of the queue before; the worker needs no bell when it was not empty
     */
    record Given(long before, List<TaskId> ids) implements Assigned {}

    /** The worker takes nothing: another session, draining, or its lease is over. */
    record Refused() implements Assigned {}
}
