package io.dayshift.systemtests.faults.nemesis;

import java.time.Duration;

/**
 * Something that is to go wrong.
 *
 * @param at from the beginning of the run
 * @param target name of the process or link; that of the scope when there is only one
 * @param length until it is mended; zero is at once
 */
public record Fault(Duration at, Kind kind, String target, Duration length) {

    @Override
    public String toString() {
        return "%s of %s for %d ms".formatted(kind, target, length.toMillis());
    }

    public boolean mayCostRuns() {
        return kind.mayCostRuns(length);
    }
}
