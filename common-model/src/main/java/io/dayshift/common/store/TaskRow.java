package io.dayshift.common.store;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.Progress;
import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskError;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what find.lua tells of one task.
 *
 * @param row its values, in the order that the script's header names
 */
record TaskRow(Answer row) {

    private static final int STATE = 0;
    private static final int LANE = 1;
    private static final int SUBMITTED_AT = 2;
    private static final int ATTEMPT = 3;
    private static final int WORKER_ID = 4;
    private static final int ASSIGNED_AT = 5;
    private static final int STARTED_AT = 6;
    private static final int FINISHED_AT = 7;
    private static final int RUN_AT = 8;
    private static final int FORGIVEN = 9;
    private static final int MAX_ATTEMPTS = 10;
    private static final int KEY = 11;
    private static final int PROGRESS = 12;
    private static final int ERROR = 13;
    private static final int LABELS = 14;
    private static final int PAYLOAD = 15;
    private static final int RESULT = 16;

    /** Reads a row; empty when there is no such task. */
    static Optional<Task> read(TaskId id, Answer row) {
        return row.size() == 0 ? Optional.empty() : Optional.of(new TaskRow(row).task(id));
    }

    private Task task(TaskId id) {
        return new Task(
                id,
                Lane.decode(required(LANE)),
                TaskState.valueOf(required(STATE)),
                number(ATTEMPT, 0) - number(FORGIVEN, 0),
                number(MAX_ATTEMPTS, RetryPolicy.DEFAULT.maxAttempts()),
                text(KEY),
                text(WORKER_ID),
                times(),
                value(PROGRESS, Progress::decode),
                value(PAYLOAD, Json::new),
                value(RESULT, Json::new),
                value(ERROR, TaskError::decode),
                labels(text(LABELS)));
    }

    private Task.Times times() {
        return new Task.Times(
                instant(required(SUBMITTED_AT)),
                value(RUN_AT, TaskRow::instant),
                value(ASSIGNED_AT, TaskRow::instant),
                value(STARTED_AT, TaskRow::instant),
                value(FINISHED_AT, TaskRow::instant));
    }

    private String required(int column) {
        return row.text(column);
    }

    private @Nullable String text(int column) {
        return row.textOrNull(column);
    }

    private int number(int column, int absent) {
        return (int) row.numberOr(column, absent);
    }

    private <T> @Nullable T value(int column, Function<String, T> decode) {
        var text = text(column);
        return text == null ? null : decode.apply(text);
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /** Reads labels as they stand in Redis: a line {@code key=value} for each; null stands for none. */
    static SortedMap<String, String> labels(@Nullable String lines) {
        var labels = new TreeMap<String, String>();
        if (lines != null) {
            lines.lines().forEach(line -> {
                var at = line.indexOf('=');
                labels.put(line.substring(0, at), line.substring(at + 1));
            });
        }
        return labels;
    }
}
