package io.dayshift.common.task;

import java.util.regex.Pattern;

/** The one form of names: task types, queues, worker ids and label keys. */
public final class Names {

    /** The form as a regular expression; safe in Redis keys, URLs and metric tags. */
    public static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** What to tell somebody whose name is refused. */
    public static final String RULE =
            "must be 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-', beginning with a letter or a digit";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private Names() {}

    public static boolean isName(String text) {
        return PATTERN.matcher(text).matches();
    }

    static String require(String what, String text) {
        if (!isName(text)) {
            throw new IllegalArgumentException(what + " " + RULE);
        }
        return text;
    }
}
