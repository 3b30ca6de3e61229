package io.dayshift.common.store;

import io.dayshift.common.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What became of a submission, which is taken whole or not at all. */
public sealed interface Submitted {

    /**
     * All of it is in the store.
     *
     * @param at when, by the clock of Redis
     * @param replayed tasks that were there already under the same idempotency key, by index
     */
    record Accepted(Instant at, Map<Integer, TaskId> replayed) implements Submitted {}

    /**
     * None of it was stored.
     *
     * @param indexes of the tasks whose key stands for another body
     */
    record Conflict(List<Integer> indexes) implements Submitted {}
}
