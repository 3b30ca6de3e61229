package io.dayshift.common.loop;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The one clock of a process: wall time read once at the start, and steady time since. It never jumps, so spans measured
 * with it are true even when somebody sets the machine's clock.
 */
public final class SteadyClock implements InstantSource {

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
