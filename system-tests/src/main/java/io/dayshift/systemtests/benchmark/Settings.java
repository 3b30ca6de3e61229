package io.dayshift.systemtests.benchmark;

import io.dayshift.systemtests.benchmark.figures.Measure;
import io.dayshift.systemtests.benchmark.measure.Sizes;
import io.dayshift.systemtests.benchmark.site.Programs;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is measured, and how.
 *
 * @param measures at least one
 * @param runs of each measure, at least 1; memory, which does not vary, has one
 * @param capacity tasks that the worker runs at a time
 * @param jvm further options of the services' virtual machines
 * @param lives whether services are to get as fast as they can
 */
public record Settings(Set<Measure> measures, int runs, Sizes sizes, int capacity, List<String> jvm, Lives lives) {

    /** How long services live. */
    public enum Lives {
        /** They are warmed up and get as fast as they can. */
        LONG,
        /** They start with less work and never get fast. */
        SHORT
    }

    private static final int CAPACITY = 256;

    public Settings {
        measures = Collections.unmodifiableSet(EnumSet.copyOf(measures));
        jvm = List.copyOf(jvm);
        if (runs < 1) {
            throw new IllegalArgumentException("at least one run");
        }
    }

    /** Everything that fits into some seconds, in tiny numbers: no figure of it means anything. */
    public static Settings smoke() {
        var some = EnumSet.complementOf(EnumSet.of(Measure.START, Measure.IDLE, Measure.STEALING));
        return new Settings(some, 1, Sizes.SMOKE, CAPACITY, List.of(), Lives.SHORT);
    }

    boolean has(Measure measure) {
        return measures.contains(measure);
    }

    /** Programs with these settings' options. */
    Programs dressed(Programs programs) {
        var options = programs.with(jvm);
        return lives == Lives.SHORT ? options.shortLived() : options;
    }

    String[] workerOptions() {
        return new String[] {"--dayshift.worker.capacity=" + capacity};
    }
}
