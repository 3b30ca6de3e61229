package io.dayshift.common.loop;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets calls that each carry a few things carry more: when the last one had company, the next waits a moment for its own. A
 * lone thing never waits, and neither does what is many already. For one thread at a time.
 */
public final class Company {

    /** From so many things on, what a call costs by itself is little beside what the things cost. */
    private static final int MANY = 64;

    private final long nanos;
    private boolean comes;

    /**
     * Nobody is expected at first.
     *
     * @param moment to wait; more than it takes those who were answered to come back, less than anybody notices
     */
    public Company(Duration moment) {
        this.nanos = moment.toNanos();
    }

    /** Waits if company is to be expected; an interrupt ends the wait and stays. */
    public void await() {
        if (comes) {
            LockSupport.parkNanos(nanos);
        }
    }

    /** Notes how many things went together. */
    public void came(long things) {
        comes = things > 1 && things < MANY;
    }
}
