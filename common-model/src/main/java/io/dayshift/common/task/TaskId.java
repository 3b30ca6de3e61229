package io.dayshift.common.task;

import java.util.Optional;

/** Names one task for life: a UUID of version 7, so that ids sort by the time they were made. */
public record TaskId(String value) {

    private static final String FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    public TaskId {
        if (!isId(value)) {
            throw new IllegalArgumentException("a task id is a UUID in lower case");
        }
    }

    /** Reads an id that came from outside; empty when it cannot be the id of any task. */
    public static Optional<TaskId> read(String text) {
        return isId(text) ? Optional.of(new TaskId(text)) : Optional.empty();
    }

    /** Without a regular expression, as every id is looked at several times on its way. */
    private static boolean isId(String text) {
        var fits = text.length() == FORM.length();
        for (var i = 0; fits && i < FORM.length(); i++) {
            var c = text.charAt(i);
            fits = FORM.charAt(i) == '-' ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return fits;
    }

    @Override
    public String toString() {
        return value;
    }
}
