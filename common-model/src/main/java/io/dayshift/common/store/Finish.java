package io.dayshift.common.store;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.TaskError;
import io.dayshift.common.task.TaskId;
import java.time.Duration;
import java.util.Optional;

/** How an attempt ended, as its worker reports it. */
public sealed interface Finish {

    TaskId id();

    /** The attempt that ended; with the session the fencing token. */
    int attempt();

    /** It brought a result. */
    record Success(TaskId id, int attempt, Json result) implements Finish {}

    /**
     * It failed.
     *
     * @param retryAfter rest before the next attempt, if one is left; empty when none can help
     */
    record Failure(TaskId id, int attempt, TaskError error, Optional<Duration> retryAfter) implements Finish {}
}
