package io.dayshift.common.store;

import io.dayshift.common.task.TaskId;
import java.util.List;

/** What became of an attempt to fill a worker's queue. */
public sealed interface Assigned {

    /**
     * These tasks are in the queue now.
     *
     * @param isKnown whether the worker needs no bell: it has been told by the store, or its queue was not empty before
     * @param nothingLeft whether the lanes hold no more
     */
    record Given(boolean isKnown, boolean nothingLeft, List<TaskId> ids) implements Assigned {}

    /** The worker takes nothing: another session, draining, or its lease is over. */
    record Refused() implements Assigned {}
}
