package io.dayshift.common.web;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Makes one word of a log line of a text that somebody else has chosen: it ends neither the word nor the line, and is no field. */
public final class LogWord {

    private static final int LONGEST = 200;
    private static final String CUT = "\u2026";

    private LogWord() {}

    /**
     * The text with everything but letters, digits and {@code -._~:/@} as {@code %20} and the like; cut after 200 characters. Texts
     * that differ in those stay different.
     */
    public static String of(String text) {
        var kept = text.length() > LONGEST ? text.substring(0, LONGEST) + CUT : text;
        return UriUtils.encode(kept, StandardCharsets.UTF_8)
                .replace("%3A", ":")
                .replace("%2F", "/")
                .replace("%40", "@");
    }
}
