package io.dayshift.manager.why;

import java.time.Duration;
import java.time.Instant;

/** Says how long a time is, in words. */
final class Spans {

    private Spans() {}

    /** The time from one instant to another, to the two units that matter; "a moment" when it is under a second. */
    static String until(Instant from, Instant to) {
        var span = Duration.between(from, to);
        if (span.compareTo(Duration.ofSeconds(1)) < 0) {
            return "a moment";
        }
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        return span.toMinutes() > 0
                ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
                : span.toSeconds() + " s";
    }
}
