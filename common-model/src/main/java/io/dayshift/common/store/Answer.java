package io.dayshift.common.store;

import io.dayshift.common.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a script answered: a word first, then values that depend on it.
 *
 * @param values strings, whole numbers, nested lists and nulls, as the script returned them
 */
record Answer(String verb, List<@Nullable Object> values) {

    String word() {
        return text(0);
    }

    int size() {
        return values.size();
    }

    String text(int at) {
        var value = values.get(at);
        if (value == null) {
            throw new IllegalStateException(verb + ".lua left out value " + at);
        }
        return value.toString();
    }

    /** Text that may be missing. */
    @Nullable
    String textOrNull(int at) {
        var value = values.get(at);
        return value == null ? null : value.toString();
    }

    long number(int at) {
        return Long.parseLong(text(at));
    }

    Instant instant(int at) {
        return Instant.ofEpochMilli(number(at));
    }

    Duration millis(int at) {
        return Duration.ofMillis(number(at));
    }

    /** A number that may be missing. */
    long numberOr(int at, long absent) {
        var text = textOrNull(at);
        return text == null ? absent : Long.parseLong(text);
    }

    @SuppressWarnings("unchecked") // Lettuce answers nested lists as lists of objects
    Answer nested(int at) {
        return new Answer(verb, (List<@Nullable Object>) values.get(at));
    }

    List<String> textsFrom(int at) {
        return values.subList(at, values.size()).stream().map(String::valueOf).toList();
    }

    /** The values from one place up to another, each behind its name. */
    Map<String, String> named(int from, int to) {
        if (from == to) {
            return Map.of();
        }
        var named = new HashMap<String, String>();
        for (var at = from; at < to; at += 2) {
            named.put(text(at), text(at + 1));
        }
        return named;
    }

    /** The id of a task, as Redis keeps it. */
    TaskId taskId(int at) {
        return taskId(text(at));
    }

    List<TaskId> taskIds(int from) {
        return taskIds(from, size());
    }

    /** The ids from one place up to another. */
    List<TaskId> taskIds(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::taskId).toList();
    }

    private TaskId taskId(String text) {
        return TaskId.readCompact(text)
                .orElseThrow(() -> new IllegalStateException(verb + ".lua answered an id that is none"));
    }

    /** For a word that this version does not know: the scripts and the code do not belong together. */
    IllegalStateException unknown() {
        return unknown(0);
    }

    /** The same for a word further on. */
    IllegalStateException unknown(int at) {
        return new IllegalStateException(verb + ".lua answered " + text(at));
    }
}
