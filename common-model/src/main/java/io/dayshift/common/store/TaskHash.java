package io.dayshift.common.store;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.Progress;
import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskError;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.lettuce.core.KeyValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the hash that is a task's record. */
final class TaskHash {

    /** What a listing shows. */
    static final String[] SUMMARY = {
        "state",
        "lane",
        "attempt",
        "forgiven",
        "maxAttempts",
        "key",
        "workerId",
        "submittedAt",
        "runAt",
        "assignedAt",
        "startedAt",
        "finishedAt",
        "progress",
        "error",
        "labels"
    };

    /** All that is shown of a task. */
    static final String[] WHOLE =
            Stream.concat(Stream.of(SUMMARY), Stream.of("payload", "result")).toArray(String[]::new);

    private final Map<String, String> fields = new HashMap<>();

    private TaskHash(List<KeyValue<String, String>> values) {
        for (var value : values) {
            if (value.hasValue()) {
                fields.put(value.getKey(), value.getValue());
            }
        }
    }

    /** Reads the answer to HMGET; empty when there is no such record, or only a torn one. */
    static Optional<Task> read(TaskId id, List<KeyValue<String, String>> values) {
        var hash = new TaskHash(values);
        return hash.fields.containsKey("state") && hash.fields.containsKey("submittedAt")
                ? Optional.of(hash.task(id))
                : Optional.empty();
    }

    private Task task(TaskId id) {
        var payload = fields.get("payload");
        var result = fields.get("result");
        var error = fields.get("error");
        var progress = fields.get("progress");
        return new Task(
                id,
                Lane.decode(required("lane")),
                TaskState.valueOf(required("state")),
                number("attempt", 0) - number("forgiven", 0),
                number("maxAttempts", RetryPolicy.DEFAULT.maxAttempts()),
                fields.get("key"),
                fields.get("workerId"),
                times(),
                progress == null ? null : Progress.decode(progress),
                payload == null ? null : new Json(payload),
                result == null ? null : new Json(result),
                error == null ? null : TaskError.decode(error),
                labels(fields.getOrDefault("labels", "")));
    }

    private Task.Times times() {
        return new Task.Times(
                Instant.ofEpochMilli(Long.parseLong(required("submittedAt"))),
                instant("runAt"),
                instant("assignedAt"),
                instant("startedAt"),
                instant("finishedAt"));
    }

    private String required(String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("a task's record lacks " + name);
        }
        return value;
    }

    private int number(String name, int absent) {
        var value = fields.get(name);
        return value == null ? absent : Integer.parseInt(value);
    }

    private @Nullable Instant instant(String name) {
        var value = fields.get(name);
        return value == null ? null : Instant.ofEpochMilli(Long.parseLong(value));
    }

    /** Reads labels as they stand in Redis: a line {@code key=value} for each. */
    static SortedMap<String, String> labels(String lines) {
        var labels = new TreeMap<String, String>();
        lines.lines().forEach(line -> {
            var at = line.indexOf('=');
            labels.put(line.substring(0, at), line.substring(at + 1));
        });
        return labels;
    }
}
