package io.dayshift.systemtests.crew;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, by looking now and then. */
public final class Waiting {

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private Waiting() {}

    /** Looks until something is so; returns whether it was in time. */
    public static boolean until(Duration atMost, BooleanSupplier so) {
        var end = System.nanoTime() + atMost.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    /** Looks until something is so, which has to be in time. */
    public static void expect(Duration atMost, BooleanSupplier so, String what) {
        if (!until(atMost, so)) {
            throw new IllegalStateException("not in %d s: %s".formatted(atMost.toSeconds(), what));
        }
    }

    /** Lets time pass, for what is measured by time. */
    public static void pass(Duration time) {
        until(time, () -> false);
    }
}
