package io.dayshift.common.store;

import io.dayshift.common.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list; null leaves a thing open.
 *
 * @param label {@code key=value}
 */
public record TaskFilter(
        @Nullable TaskState state,
        @Nullable String type,
        @Nullable String queue,
        @Nullable String workerId,
        @Nullable String label) {}
