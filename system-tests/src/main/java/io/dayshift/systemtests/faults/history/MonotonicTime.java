package io.dayshift.systemtests.faults.history;

import java.time.Duration;
import java.time.Instant;

/**
 * Turns wall-clock times of logs into the machine's monotonic time, which {@link System#nanoTime()} gives alike to all
 * processes of a Linux machine.
 *
 * @param instant one moment on the wall
 * @param nanos the same moment on the monotonic clock
 */
public record MonotonicTime(Instant instant, long nanos) {

    public static MonotonicTime now() {
        return new MonotonicTime(Instant.now(), System.nanoTime());
    }

    long of(Instant wall) {
        return nanos + Duration.between(instant, wall).toNanos();
    }
}
