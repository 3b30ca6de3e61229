package io.dayshift.common.loop;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets calls that each carry a few things carry more: one that follows closely on another which had company waits a moment
 * for its own. Things that come one by one never wait, and neither do calls that carry many. For one thread at a time.
 */
public final class Company {

    /** From so many things on, what a call costs by itself is little beside what the things cost. */
    private static final int MANY = 64;

    /** In moments: company that is longer ago says nothing of what comes now. */
    private static final int REMEMBERED = 10;

    /** Moments that a call waits at most, when nothing that it carries is urgent. */
    private static final int UNHURRIED = 3;

    private final long nanos;
    private long expectedUntil;

    /**
     * Nobody is expected at first.
     *
     * @param moment to wait; more than it takes those who were answered to come back, less than anybody notices
     */
    public Company(Duration moment) {
        this.nanos = moment.toNanos();
        this.expectedUntil = System.nanoTime();
    }

    /** Waits for a moment if company is to be expected; an interrupt ends the wait and stays. */
    public void await() {
        await(() -> true);
    }

    /** The same, and for two moments more while nothing that is there by then is urgent. */
    public void await(BooleanSupplier isUrgent) {
        if (!isExpected()) {
            return;
        }
        var moments = 0;
        do {
            pass();
            moments++;
        } while (moments < UNHURRIED && !isUrgent.getAsBoolean());
    }

    private void pass() {
        var end = System.nanoTime() + nanos;
        for (var left = nanos; left > 0 && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Notes how many things went together. */
    public void came(long things) {
        expectedUntil = System.nanoTime() + (things > 1 && things < MANY ? REMEMBERED * nanos : 0);
    }

    /** Whether the next call would wait. */
    boolean isExpected() {
        return System.nanoTime() - expectedUntil < 0;
    }
}
