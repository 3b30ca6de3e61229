package io.dayshift.common.message;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads durations: a whole number and a unit, as in {@code 500ms 30s 5m 2h 7d}, or ISO-8601, as in {@code PT30S}. */
public final class DurationText {

    /** What to tell somebody whose duration is refused. */
    public static final String RULE =
            "must be a duration such as \"500ms\", \"30s\", \"5m\", \"2h\", \"7d\" or \"PT30S\"";

    private static final Pattern SHORT = Pattern.compile("(\\d{1,40})(ms|s|m|h|d)");
    private static final Pattern ISO = Pattern.compile("P(?=[\\dT])[\\dDTHMS.]{1,40}");

    private DurationText() {}

    /** Reads a duration of zero or more; empty when the text is none. One too long to count is answered as the longest. */
    public static Optional<Duration> read(String text) {
        var match = SHORT.matcher(text);
        if (match.matches()) {
            return Optional.of(of(new BigInteger(match.group(1)), unit(match.group(2))));
        }
        try {
            return ISO.matcher(text).matches() ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration of(BigInteger amount, ChronoUnit unit) {
        try {
            return Duration.of(amount.longValueExact(), unit);
        } catch (ArithmeticException e) {
            return Duration.ofSeconds(Long.MAX_VALUE);
        }
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }
}
