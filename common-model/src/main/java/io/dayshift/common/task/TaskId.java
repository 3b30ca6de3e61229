package io.dayshift.common.task;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names one task for life: a UUID of version 7, so that ids sort by the time they were made. */
public record TaskId(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public TaskId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a task id is a UUID in lower case");
        }
    }

    /** Reads an id that came from outside; empty when it cannot be the id of any task. */
    public static Optional<TaskId> read(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TaskId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
