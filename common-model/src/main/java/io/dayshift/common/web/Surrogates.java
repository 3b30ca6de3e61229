package io.dayshift.common.web;

import java.util.List;

/** Refuses JSON that escapes half of a character: no text can hold it, so it would not come back as it went in. */
public final class Surrogates {

    private static final int ESCAPE_LENGTH = 6;

    private Surrogates() {}

    /** Throws when some escape is half of a surrogate pair. */
    public static void check(String json) {
        var at = json.indexOf('\\');
        while (at >= 0) {
            var unit = unit(json, at);
            if (Character.isLowSurrogate(unit)) {
                throw broken();
            }
            if (Character.isHighSurrogate(unit)) {
                at += ESCAPE_LENGTH;
                if (!Character.isLowSurrogate(unit(json, at))) {
                    throw broken();
                }
            }
            at = json.indexOf('\\', at + 2);
        }
    }

    /** The UTF-16 unit that is escaped there; 0 when there is no such escape. */
    private static char unit(String json, int at) {
        if (at + ESCAPE_LENGTH > json.length() || json.charAt(at) != '\\' || json.charAt(at + 1) != 'u') {
            return 0;
        }
        var unit = 0;
        for (var i = at + 2; i < at + ESCAPE_LENGTH; i++) {
            var digit = Character.digit(json.charAt(i), 16);
            if (digit < 0) {
                return 0;
            }
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    private static Problem broken() {
        return Problem.unreadable("The JSON escapes half of a surrogate pair, which is not a character.", List.of());
    }
}
