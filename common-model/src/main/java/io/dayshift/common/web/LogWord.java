package io.dayshift.common.web;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Makes one word of a log line of a text that somebody else has chosen: it ends neither the word nor the line. */
public final class LogWord {

    private static final int LONGEST = 200;
    private static final String CUT = "\u2026";

    private LogWord() {}

    /** The text with everything but plain characters as in a URL, so that other texts stay other words; cut if it is long. */
    public static String of(String text) {
        var kept = text.length() > LONGEST ? text.substring(0, LONGEST) + CUT : text;
        return UriUtils.encodePath(kept, StandardCharsets.UTF_8);
    }
}
