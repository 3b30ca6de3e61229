package io.dayshift.common.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskError;
import io.dayshift.common.task.TaskState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task as the API shows it. What there is nothing to say about is left out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Task")
public record TaskBody(
        String id,
        String type,
        String queue,
        int priority,
        @Nullable String key,
        TaskState state,
        int attempt,
        int maxAttempts,
        @Nullable String workerId,
        Instant submittedAt,
        @Nullable Instant runAt,
        @Nullable Instant assignedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable ProgressBody progress,

        @JsonRawValue @Schema(type = "object", description = "As submitted") @Nullable
        String payload,

        @JsonRawValue @Schema(type = "object", description = "As the handler returned it") @Nullable
        String result,

        @Nullable ErrorBody error,
        Map<String, String> requires,
        Map<String, String> labels) {

    /** How far a running task is. */
    public record ProgressBody(int percent, String message) {}

    /** Why the last failed attempt, or the task, came to nothing. */
    public record ErrorBody(TaskError.Kind kind, String message) {}

    public static TaskBody of(Task task) {
        var lane = task.lane();
        var times = task.times();
        return new TaskBody(
                task.id().value(),
                lane.type(),
                lane.queue(),
                lane.priority(),
                task.key(),
                task.state(),
                task.attempt(),
                task.maxAttempts(),
                task.workerId(),
                times.submittedAt(),
                times.runAt(),
                times.assignedAt(),
                times.startedAt(),
                times.finishedAt(),
                Optional.ofNullable(task.progress())
                        .map(progress -> new ProgressBody(progress.percent(), progress.message()))
                        .orElse(null),
                text(task.payload()),
                text(task.result()),
                Optional.ofNullable(task.error())
                        .map(error -> new ErrorBody(error.kind(), error.message()))
                        .orElse(null),
                lane.requires(),
                task.labels());
    }

    private static @Nullable String text(@Nullable Json json) {
        return json == null ? null : json.text();
    }
}
