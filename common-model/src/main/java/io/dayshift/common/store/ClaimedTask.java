package io.dayshift.common.store;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import java.time.Duration;
import java.util.Map;
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

    /** Values of each brief before those that not every one has; the last of them is the number of those. */
    private static final int USUAL_VALUES = 6;

    /** Reads what brief.lua tells of one task from there on in an answer. */
    static ClaimedTask of(Answer answer, int at, Function<String, Lane> lanes) {
        var attempt = (int) answer.number(at + 1);
        var payload = answer.textOrNull(at + 4);
        var unusual = answer.named(at + USUAL_VALUES, behind(answer, at));
        return new ClaimedTask(
                answer.taskId(at),
                attempt,
                attempt - Integer.parseInt(unusual.getOrDefault("forgiven", "0")),
                lanes.apply(answer.text(at + 3)),
                payload == null ? Json.NULL : new Json(payload),
                millis(unusual, "timeout", TaskSpec.DEFAULT_TIMEOUT),
                retry(unusual),
                answer.millis(at + 2));
    }

    /** Where the brief that begins there ends, and the next one begins. */
    static int behind(Answer answer, int at) {
        return at + USUAL_VALUES + (int) answer.number(at + USUAL_VALUES - 1);
    }

    private static RetryPolicy retry(Map<String, String> unusual) {
        var usual = RetryPolicy.DEFAULT;
        if (unusual.isEmpty()) {
            return usual;
        }
        var maxAttempts = unusual.get("maxAttempts");
        var multiplier = unusual.get("multiplier");
        return new RetryPolicy(
                maxAttempts == null ? usual.maxAttempts() : Integer.parseInt(maxAttempts),
                millis(unusual, "backoff", usual.backoff()),
                multiplier == null ? usual.multiplier() : Double.parseDouble(multiplier),
                millis(unusual, "maxBackoff", usual.maxBackoff()));
    }

    private static Duration millis(Map<String, String> unusual, String name, Duration usual) {
        var millis = unusual.get(name);
        return millis == null ? usual : Duration.ofMillis(Long.parseLong(millis));
    }
}
