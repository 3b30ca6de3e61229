package io.dayshift.common.worker;

import io.dayshift.common.task.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A worker as its station stands at one moment.
 *
 * @param session the open one; none for a worker that is lost or has left
 * @param queued tasks in its queue
 * @param running tasks in its hands
 * @param completed attempts that succeeded since it first registered
 * @param failed attempts that failed since it first registered
 * @param leaseLeft what is left of its lease by the clock of Redis; negative once it is over
 */
public record Worker(
        String id,
        Optional<WorkerSession> session,
        WorkerState state,
        String address,
        int capacity,
        SortedSet<String> types,
        SortedMap<String, String> labels,
        long queued,
        long running,
        long completed,
        long failed,
        Instant registeredAt,
        Instant lastSeen,
        Duration leaseLeft) {

    /** The same worker with another number of tasks in its queue. */
    public Worker withQueued(long other) {
        return new Worker(
                id,
                session,
                state,
                address,
                capacity,
                types,
                labels,
                other,
                running,
                completed,
                failed,
                registeredAt,
                lastSeen,
                leaseLeft);
    }

    /** Tells whether the worker can do the tasks of a lane. */
    public boolean suits(Lane lane) {
        return types.contains(lane.type()) && lane.suits(labels);
    }

    /** Tells whether the worker may be given tasks. */
    public boolean takesWork() {
        return state == WorkerState.WAITING || state == WorkerState.WORKING;
    }
}
