package io.dayshift.common.store;

import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.WorkerSession;
import java.util.List;

/** What became of an opening when tasks were submitted. */
public sealed interface Placed {

    /** The worker that had it. */
    WorkerSession worker();

    /**
     * These tasks are in the worker's queue now.
     *
     * @param isKnown whether the worker needs no bell: it has been told by the store, or its queue was not empty before
     * @param queued how long its queue is now
     */
    record Taken(WorkerSession worker, boolean isKnown, long queued, List<TaskId> ids) implements Placed {}

    /** The worker takes nothing: another session, draining, or its lease is over. */
    record Refused(WorkerSession worker) implements Placed {}
}
