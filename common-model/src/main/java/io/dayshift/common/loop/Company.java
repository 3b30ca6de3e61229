package io.dayshift.common.loop;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls that each carry a few things carry more: one that follows closely on another which had company waits a moment
 * for its own. Things that come one by one never wait, and neither do calls that carry many. For one thread at a time, but for
 * {@link #arrived}.
 */
public final class Company {

    /** From so many things on, what a call costs by itself is little beside what the things cost. */
    private static final int MANY = 64;

    /** In moments: company that is longer ago says nothing of what comes now. */
    private static final int REMEMBERED = 10;

    private final long nanos;
    private long expectedUntil;

    /** Who waits now; what arrives looks at it. */
    private volatile @Nullable Thread waiting;

    /** How many went together last. */
    private volatile long last;

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
        await(() -> 0);
    }

    /**
     * Waits if company is to be expected, for a moment, or until as many things are there as went together last.
     *
     * @param there how many are there now; whoever adds one has to tell {@link #arrived}
     */
    public void await(LongSupplier there) {
        if (!isExpected()) {
            return;
        }
        var thread = Thread.currentThread();
        var end = System.nanoTime() + nanos;
        waiting = thread;
        try {
            for (var left = nanos;
                    left > 0 && there.getAsLong() < last && !thread.isInterrupted();
                    left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        } finally {
            waiting = null;
        }
    }

    /**
     * Ends the wait when nobody else is to be expected; for every thread that adds something.
     *
     * @param there how many are there now
     */
    public void arrived(long there) {
        var thread = waiting;
        if (thread != null && there >= last) {
            LockSupport.unpark(thread);
        }
    }

    /** Notes how many things went together. */
    public void came(long things) {
        last = things;
        expectedUntil = System.nanoTime() + (things > 1 && things < MANY ? REMEMBERED * nanos : 0);
    }

    /** Whether the next call would wait. */
    boolean isExpected() {
        return System.nanoTime() - expectedUntil < 0;
    }
}
