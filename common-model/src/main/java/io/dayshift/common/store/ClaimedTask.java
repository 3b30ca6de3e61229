package io.dayshift.common.store;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import java.time.Duration;
import java.util.function.Function;

/**
 * What a worker has to know to run a task.
 *
 * @param attempt counts every run there ever was; the fencing token
 * @param shownAttempt counts from 1 since the last retry by a person; what people and handlers see
 * @param waited from when it was due to when it was claimed
 */
public record ClaimedTask(
        TaskId id,
        int attempt,
        int shownAttempt,
        Lane lane,
        Json payload,
        Duration timeout,
        RetryPolicy retry,
        Duration waited) {

    /** Reads what brief.lua tells. */
    static ClaimedTask of(Answer brief, Function<String, Lane> lanes) {
        var attempt = (int) brief.number(1);
        var payload = brief.textOrNull(4);
        return new ClaimedTask(
                brief.taskId(0),
                attempt,
                attempt - (int) brief.numberOr(10, 0),
                lanes.apply(brief.text(3)),
                payload == null ? Json.NULL : new Json(payload),
                millis(brief, 5, TaskSpec.DEFAULT_TIMEOUT),
                retry(brief),
                brief.millis(2));
    }

    private static RetryPolicy retry(Answer brief) {
        var usual = RetryPolicy.DEFAULT;
        var multiplier = brief.textOrNull(8);
        return new RetryPolicy(
                (int) brief.numberOr(6, usual.maxAttempts()),
                millis(brief, 7, usual.backoff()),
                multiplier == null ? usual.multiplier() : Double.parseDouble(multiplier),
                millis(brief, 9, usual.maxBackoff()));
    }

    private static Duration millis(Answer brief, int at, Duration usual) {
        return Duration.ofMillis(brief.numberOr(at, usual.toMillis()));
    }
}
