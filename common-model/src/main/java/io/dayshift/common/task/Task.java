package io.dayshift.common.task;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A task as its record stands at one moment.
 *
 * @param attempt the current or last attempt, counted from 1 since the last retry by a person; 0 before the first
 * @param workerId who has it or had it last
 * @param payload as submitted; null when there is none or when it was not read
 * @param error of the last attempt that failed
 */
public record Task(
        TaskId id,
        Lane lane,
        TaskState state,
        int attempt,
        int maxAttempts,
        @Nullable String key,
        @Nullable String workerId,
        Times times,
        @Nullable Progress progress,
        @Nullable Json payload,
        @Nullable Json result,
        @Nullable TaskError error,
        SortedMap<String, String> labels) {

    /** When what happened, by the clock of Redis; null is not yet, or not at all. */
    public record Times(
            Instant submittedAt,
            @Nullable Instant runAt,
            @Nullable Instant assignedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}
}
