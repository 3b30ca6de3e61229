package io.dayshift.systemtests.benchmark.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things took, to three digits, from any thread. */
public final class Latencies {

    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(DIGITS);

    /** Takes one in, in ns. */
    public void record(long nanos) {
        micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    /** The time that so many of a hundred stayed within, in ms. */
    public double millisAt(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    /** The longest, in ms. */
    public double longestMillis() {
        return micros.getMaxValue() / 1e3;
    }

    public long count() {
        return micros.getTotalCount();
    }
}
