package io.dayshift.manager.submit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/** A submitted task, for the API's description only: {@link TaskReader} reads it, to keep the payload's exact text. */
@Schema(name = "TaskRequest")
record TaskRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "echo", description = "name of a handler")
        String type,

        @Schema(description = "any JSON, at most 256 KiB, kept as given")
        Object payload,

        @Schema(defaultValue = "default") String queue,

        @Schema(defaultValue = "5", minimum = "0", maximum = "9", description = "9 first; FIFO within a priority")
        Integer priority,

        @Schema(description = "idempotency key, 1 to 255 printable ASCII characters")
        String key,

        @Schema(example = "10s", description = "at most 366 days; not together with runAt")
        String delay,

        @Schema(description = "a past instant means now") Instant runAt,

        @Schema(defaultValue = "5m", description = "of one attempt, 1ms to 24h")
        String timeout,

        @Schema(example = "1h", description = "not started by then: EXPIRED")
        String expiresIn,

        Retry retry,

        @Schema(description = "worker labels that must match")
        Map<String, String> requires,

        @Schema(description = "at most 16, for finding it again")
        Map<String, String> labels,

        @Schema(defaultValue = "24h", description = "how long the record stays after its end, 1m to 30d")
        String retention) {

    /** How failed attempts are retried. */
    @Schema(name = "Retry")
    record Retry(
            @Schema(defaultValue = "3", minimum = "1", maximum = "100")
            Integer maxAttempts,

            @Schema(defaultValue = "1s", description = "longest rest after the first; full jitter")
            String backoff,

            @Schema(defaultValue = "2.0", minimum = "1", maximum = "100")
            Double multiplier,

            @Schema(defaultValue = "5m") String maxBackoff) {}
}
