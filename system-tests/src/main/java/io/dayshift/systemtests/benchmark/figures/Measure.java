package io.dayshift.systemtests.benchmark.figures;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be measured. On the command line each is written in lower case, with hyphens. */
public enum Measure {
    /** Many tasks in batches, Redis syncing every second. */
    BULK,
    /** The same with Redis syncing before it answers. */
    ALWAYS,
    /** One task in a request, as fast as it goes, next to an endpoint that does nothing. */
    SINGLE_SUBMITS,
    /** One task after the other, each waited for. */
    ONE_AT_A_TIME,
    /** Tasks at a fixed rate, each waited for. */
    OPEN_LOOP,
    /** Long and short tasks mixed, and a long queue beside an idle worker. */
    STEALING,
    /** What a record takes in Redis. */
    MEMORY,
    /** From process to first task done. */
    START,
    /** A crew that has nothing to do. */
    IDLE,
    /** Many tasks that nobody works on, and many workers. */
    BACKLOG;

    /** As on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads what {@link #title()} writes. */
    public static Measure named(String title) {
        return Stream.of(values())
                .filter(measure -> measure.title().equals(title))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("'" + title + "' is none of "
                        + Stream.of(values()).map(Measure::title).collect(Collectors.joining(", "))));
    }
}
