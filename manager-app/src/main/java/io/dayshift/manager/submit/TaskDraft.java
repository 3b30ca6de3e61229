package io.dayshift.manager.submit;

import io.dayshift.common.message.DurationText;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.Names;
import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

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

    private static final int MOST_LABELS = 16;
    private static final int LONGEST_LABEL = 255;
    private static final Duration FURTHEST = Duration.ofDays(366);

    private final JsonParser parser;
    private final String text;
    private final Faults faults;
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
    private boolean faulty;

    TaskDraft(JsonParser parser, String text, Faults faults, InstantSource clock) {
        this.parser = parser;
        this.text = text;
        this.faults = faults;
        this.now = clock.instant();
    }

    /** Reads from the start of the object to its end. */
    TaskSpec read() {
        fields("", this::field);
        if (type == null && !faulty) {
            unreadable("type", "is required: the name of a handler");
        }
        var delay = this.delay;
        var expiresIn = this.expiresIn;
        if (delay != null && runAt != null) {
            unacceptable("delay", "cannot be given together with runAt");
        } else if (delay != null && expiresIn != null && expiresIn.compareTo(delay) <= 0) {
            unacceptable("expiresIn", "must be longer than delay, or the task could never start");
        }
        return faulty || type == null ? NOTHING : spec(type);
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

    private interface FieldReader {
        /** Reads the value that the parser stands at; returns whether there is a field of that name. */
        boolean read(String name);
    }

    private void fields(String path, FieldReader reader) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            if (!reader.read(name)) {
                unreadable(path + shown(name), "is not a field that is known here");
                parser.skipChildren();
            }
        }
    }

    /** Field names are input too: only what looks like a name is shown again. */
    private static String shown(String name) {
        return Names.isName(name) ? name : "?";
    }

    private boolean field(String name) {
        switch (name) {
            case "type" -> type = name("type", type);
            case "payload" -> payload = raw();
            case "queue" -> queue = orElse(name("queue", queue), queue);
            case "priority" -> priority = priority();
            case "key" -> key = key();
            case "delay" -> delay = duration("delay", Duration.ZERO, FURTHEST, null);
            case "runAt" -> runAt = instant();
            case "timeout" ->
                timeout = orElse(duration("timeout", Duration.ofMillis(1), Duration.ofHours(24), timeout), timeout);
            case "expiresIn" -> expiresIn = duration("expiresIn", Duration.ofMillis(1), FURTHEST, null);
            case "retry" -> object("retry", this::retryField);
            case "requires" -> requires = labels("requires");
            case "labels" -> labels = labels("labels");
            case "retention" ->
                retention =
                        orElse(duration("retention", Duration.ofMinutes(1), Duration.ofDays(30), retention), retention);
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
                backoff = orElse(duration("retry.backoff", Duration.ZERO, Duration.ofHours(24), backoff), backoff);
            case "multiplier" -> multiplier = multiplier();
            case "maxBackoff" ->
                maxBackoff = orElse(
                        duration("retry.maxBackoff", Duration.ZERO, Duration.ofHours(24), maxBackoff), maxBackoff);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static <T> T orElse(@Nullable T value, T usual) {
        return value == null ? usual : value;
    }

    private void object(String field, FieldReader reader) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            fields(field + ".", reader);
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            wrong(field, "must be a JSON object");
        }
    }

    private @Nullable String string(String field, String rule) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL || field.equals("type")) {
            wrong(field, rule);
        }
        return null;
    }

    private @Nullable String name(String field, @Nullable String usual) {
        var rule = "must be a string; it " + Names.RULE;
        var value = string(field, rule);
        if (value == null) {
            return usual;
        }
        if (!Names.isName(value)) {
            unreadable(field, Names.RULE);
            return usual;
        }
        return value;
    }

    private @Nullable String key() {
        var value = string("key", IdempotencyKey.RULE);
        if (value != null && !IdempotencyKey.isKey(value)) {
            unreadable("key", IdempotencyKey.RULE);
            return null;
        }
        return value;
    }

    private int priority() {
        var value = integer("priority", priority);
        if (value < 0 || value > Lane.MAX_PRIORITY) {
            unreadable("priority", "must be a whole number from 0 to 9");
            return priority;
        }
        return (int) value;
    }

    private int maxAttempts() {
        var value = integer("retry.maxAttempts", maxAttempts);
        if (value < 1 || value > RetryPolicy.MOST_ATTEMPTS) {
            unacceptable("retry.maxAttempts", "must be 1 to " + RetryPolicy.MOST_ATTEMPTS);
            return maxAttempts;
        }
        return (int) value;
    }

    private long integer(String field, long usual) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            var digits = parser.getString();
            // Beyond 18 digits it is out of every range here, whatever it is.
            return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            wrong(field, "must be a whole number");
        }
        return usual;
    }

    private double multiplier() {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return multiplier;
        }
        if (!parser.currentToken().isNumeric()) {
            wrong("retry.multiplier", "must be a number");
            return multiplier;
        }
        var value = Double.parseDouble(parser.getString());
        if (!(value >= 1 && value <= RetryPolicy.MOST_GROWTH)) {
            unacceptable("retry.multiplier", "must be 1 to 100");
            return multiplier;
        }
        return value;
    }

    private @Nullable Duration duration(String field, Duration least, Duration most, @Nullable Duration usual) {
        var value = string(field, DurationText.RULE);
        if (value == null) {
            return usual;
        }
        var duration = DurationText.read(value);
        if (duration.isEmpty()) {
            unreadable(field, DurationText.RULE);
            return usual;
        }
        if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
            unacceptable(field, "must be between " + least + " and " + most);
            return usual;
        }
        return duration.get();
    }

    private @Nullable Instant instant() {
        var rule = "must be an instant with a zone, such as \"2026-11-24T08:15:30.123Z\"";
        var value = string("runAt", rule);
        if (value == null) {
            return null;
        }
        try {
            var instant = OffsetDateTime.parse(value).toInstant();
            if (instant.isAfter(now.plus(FURTHEST))) {
                unacceptable("runAt", "must be at most 366 days ahead");
                return null;
            }
            return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
        } catch (DateTimeException e) {
            unreadable("runAt", rule);
            return null;
        }
    }

    private SortedMap<String, String> labels(String field) {
        var read = new TreeMap<String, String>();
        object(field, name -> {
            if (!Names.isName(name)) {
                unreadable(field, "each key " + Names.RULE);
                parser.skipChildren();
            } else {
                var value = string(field + '.' + name, "must be a string");
                if (value != null
                        && (value.length() > LONGEST_LABEL || value.chars().anyMatch(Character::isISOControl))) {
                    unreadable(field + '.' + name, "must be at most 255 characters, none of them a control character");
                } else if (value != null) {
                    read.put(name, value);
                }
            }
            return true;
        });
        if (read.size() > MOST_LABELS) {
            unacceptable(field, "must be at most " + MOST_LABELS);
        }
        return read;
    }

    /** The value that the parser stands at, as the exact text that was sent. */
    private @Nullable Json raw() {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        var from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        var json = new Json(text.substring(from, (int) parser.currentLocation().getCharOffset()));
        if (json.isTooLarge()) {
            unacceptable("payload", "must be at most 256 KiB");
            return null;
        }
        return json;
    }

    private void wrong(String field, String message) {
        unreadable(field, message);
        parser.skipChildren();
    }

    private void unreadable(String field, String message) {
        faulty = true;
        faults.unreadable(field, message);
    }

    private void unacceptable(String field, String message) {
        faulty = true;
        faults.unacceptable(field, message);
    }
}
