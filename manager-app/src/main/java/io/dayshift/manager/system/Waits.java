package io.dayshift.manager.system;

import io.dayshift.common.message.DurationText;
import io.dayshift.common.web.Problem;
import java.time.Duration;
import java.util.List;

/** Reads {@code ?wait=}. */
public final class Waits {

    /** Longest time that a request may wait. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private Waits() {}

    public static Duration read(String text) {
        var wait = DurationText.read(text).orElseThrow(() -> refused(DurationText.RULE));
        if (wait.compareTo(LONGEST) > 0) {
            throw refused("must be at most 60s");
        }
        return wait;
    }

    private static Problem refused(String rule) {
        return Problem.unreadable("The parameter wait " + rule + ".", List.of(new Problem.Fault("wait", rule)));
    }
}
