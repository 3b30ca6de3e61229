package io.dayshift.manager.submit;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** One task while it is being read, token by token; the payload is kept as the exact text between two tokens. */
final class TaskDraft {

    /** Stands in for a task that could not be read; its faults keep it from being stored. */
    static final TaskSpec NOTHING = new TaskSpec(
            new Lane("none", TaskSpec.DEFAULT_QUEUE, TaskSpec.DEFAULT_PRIORITY, Collections.emptySortedMap()),
            null,
            null,
            null,
            null,
            TaskSpec.DEFAULT_TIMEOUT,
            null,
            RetryPolicy.DEFAULT,
            Collections.emptySortedMap(),
            TaskSpec.DEFAULT_RETENTION);

    private static final Duration FURTHEST = Duration.ofDays(366);

    private final FieldReader reader;
    private final Instant now;

    private @Nullable String type;
    private @Nullable Json payload;
    private String queue = TaskSpec.DEFAULT_QUEUE;
    private int priority = TaskSpec.DEFAULT_PRIORITY;
    private @Nullable String key;
    private @Nullable Duration delay;
    private @Nullable Instant runAt;
    private Duration timeout = TaskSpec.DEFAULT_TIMEOUT;
    private @Nullable Duration expiresIn;
    private int maxAttempts = RetryPolicy.DEFAULT.maxAttempts();
    private Duration backoff = RetryPolicy.DEFAULT.backoff();
    private double multiplier = RetryPolicy.DEFAULT.multiplier();
    private Duration maxBackoff = RetryPolicy.DEFAULT.maxBackoff();
    private SortedMap<String, String> requires = Collections.emptySortedMap();
    private SortedMap<String, String> labels = Collections.emptySortedMap();
    private Duration retention = TaskSpec.DEFAULT_RETENTION;

    TaskDraft(JsonParser parser, String text, Faults faults, InstantSource clock) {
        this.reader = new FieldReader(parser, text, faults);
        this.now = clock.instant();
    }

    /** Reads from the start of the object to its end. */
    TaskSpec read() {
        reader.fields("", this::field);
        if (type == null && !reader.isFaulty()) {
            reader.unreadable("type", "is required: the name of a handler");
        }
        var delay = this.delay;
        var expiresIn = this.expiresIn;
        if (delay != null && runAt != null) {
            reader.unacceptable("delay", "cannot be given together with runAt");
        } else if (delay != null && expiresIn != null && expiresIn.compareTo(delay) <= 0) {
            reader.unacceptable("expiresIn", "must be longer than delay, or the task could never start");
        }
        return reader.isFaulty() || type == null ? NOTHING : spec(type);
    }

    private TaskSpec spec(String type) {
        return new TaskSpec(
                new Lane(type, queue, priority, requires),
                payload,
                key,
                delay,
                runAt,
                timeout,
                expiresIn,
                new RetryPolicy(maxAttempts, backoff, multiplier, maxBackoff),
                labels,
                retention);
    }

    private boolean field(String name) {
        switch (name) {
            case "type" -> type = reader.name("type", type);
            case "payload" -> payload = reader.raw("payload");
            case "queue" -> queue = orElse(reader.name("queue", queue), queue);
            case "priority" -> priority = priority();
            case "key" -> key = key();
            case "delay" -> delay = reader.duration("delay", Duration.ZERO, FURTHEST, null);
            case "runAt" -> runAt = runAt();
            case "timeout" ->
                timeout = orElse(
                        reader.duration("timeout", Duration.ofMillis(1), Duration.ofHours(24), timeout), timeout);
            case "expiresIn" -> expiresIn = reader.duration("expiresIn", Duration.ofMillis(1), FURTHEST, null);
            case "retry" -> reader.object("retry", this::retryField);
            case "requires" -> requires = reader.labels("requires");
            case "labels" -> labels = reader.labels("labels");
            case "retention" ->
                retention = orElse(
                        reader.duration("retention", Duration.ofMinutes(1), Duration.ofDays(30), retention), retention);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean retryField(String name) {
        switch (name) {
            case "maxAttempts" -> maxAttempts = maxAttempts();
            case "backoff" ->
                backoff =
                        orElse(reader.duration("retry.backoff", Duration.ZERO, Duration.ofHours(24), backoff), backoff);
            case "multiplier" -> multiplier = multiplier();
            case "maxBackoff" ->
                maxBackoff = orElse(
                        reader.duration("retry.maxBackoff", Duration.ZERO, Duration.ofHours(24), maxBackoff),
                        maxBackoff);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static <T> T orElse(@Nullable T value, T usual) {
        return value == null ? usual : value;
    }

    private @Nullable String key() {
        var value = reader.string("key", IdempotencyKey.RULE);
        if (value != null && !IdempotencyKey.isKey(value)) {
            reader.unreadable("key", IdempotencyKey.RULE);
            return null;
        }
        return value;
    }

    /** One before 1970 is as past as any. */
    private @Nullable Instant runAt() {
        var value = reader.instant("runAt");
        if (value != null && value.isAfter(now.plus(FURTHEST))) {
            reader.unacceptable("runAt", "must be at most 366 days ahead");
            return null;
        }
        return value != null && value.isBefore(Instant.EPOCH) ? Instant.EPOCH : value;
    }

    private int priority() {
        var value = reader.integer("priority", priority);
        if (value < 0 || value > Lane.MAX_PRIORITY) {
            reader.unreadable("priority", "must be a whole number from 0 to 9");
            return priority;
        }
        return (int) value;
    }

    private int maxAttempts() {
        var value = reader.integer("retry.maxAttempts", maxAttempts);
        if (value < 1 || value > RetryPolicy.MOST_ATTEMPTS) {
            reader.unacceptable("retry.maxAttempts", "must be 1 to " + RetryPolicy.MOST_ATTEMPTS);
            return maxAttempts;
        }
        return (int) value;
    }

    private double multiplier() {
        var value = reader.decimal("retry.multiplier", multiplier);
        if (!(value >= 1 && value <= RetryPolicy.MOST_GROWTH)) {
            reader.unacceptable("retry.multiplier", "must be 1 to 100");
            return multiplier;
        }
        return value;
    }
}
