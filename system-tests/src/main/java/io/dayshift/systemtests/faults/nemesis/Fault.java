package io.dayshift.systemtests.faults.nemesis;

import io.dayshift.systemtests.faults.Link;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

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

    /** What is harmed at that target: a link counts as its process, so that no proxy is told two things at once. */
    static String harmed(String target) {
        return Stream.of(target.split(">"))
                .filter(end -> !Set.of(Link.CALLERS, Link.MANAGERS, Link.REDIS).contains(end))
                .findFirst()
                .orElse(target);
    }

    public boolean mayCostRuns() {
        return kind.mayCostRuns(length);
    }
}
