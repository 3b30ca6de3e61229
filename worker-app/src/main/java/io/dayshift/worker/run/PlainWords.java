package io.dayshift.worker.run;

import java.util.regex.Pattern;

/** Takes from messages what says nothing to those who submit tasks: where a Java class is. */
final class PlainWords {

    private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");
    private static final Pattern OUTER_CLASSES = Pattern.compile("\\b(?:\\w+\\$)+(?=\\w)");

    private PlainWords() {}

    /** The message with simple names instead of qualified ones. */
    static String of(String message) {
        return OUTER_CLASSES.matcher(PACKAGES.matcher(message).replaceAll("")).replaceAll("");
    }
}
