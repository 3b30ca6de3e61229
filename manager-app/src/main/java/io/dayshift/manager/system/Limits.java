package io.dayshift.manager.system;

import io.dayshift.common.web.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code ?limit=}. */
public final class Limits {

    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private Limits() {}

    public static int read(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        var limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            var rule = "must be a whole number from 1 to " + MOST;
            throw Problem.unreadable("The parameter limit " + rule + ".", List.of(new Problem.Fault("limit", rule)));
        }
        return limit;
    }
}
