package io.dayshift.common.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats one pass on a thread of its own: after the pause that the pass asks for, or at once when woken. A pass that
 * throws is logged (WARN once, then DEBUG until it succeeds again) and repeated after half a second; an error too, such as
 * a want of memory or threads, for a loop that has ended would be missed by nobody until it is too late.
 */
public final class Loop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final String name;
    private final Supplier<Duration> pass;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread;
    private volatile boolean open = true;
    private boolean failing;

    /**
     * Prepares a loop; {@link #start()} begins it.
     *
     * @param name of the thread, and in the log
     * @param pass does the work once and returns how long to rest; zero repeats at once
     */
    public Loop(String name, Supplier<Duration> pass) {
        this.name = name;
        this.pass = pass;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::repeat);
    }

    public Loop start() {
        thread.start();
        return this;
    }

    /** Ends the pause, or makes the next one end at once when a pass is under way. */
    public void wake() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** Ends the loop after the pass under way, and waits up to five seconds for that; one never begun never will. */
    @Override
    public void close() {
        open = false;
        wake();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat() {
        while (open) {
            rest(onePass());
        }
    }

    private Duration onePass() {
        try {
            var pause = pass.get();
            if (failing) {
                log.info("event=recovered loop={}", name);
                failing = false;
            }
            return pause;
        } catch (RuntimeException | Error e) {
            report(e);
            return PAUSE_AFTER_FAILURE;
        }
    }

    private void report(Throwable e) {
        if (failing) {
            log.debug("event=failing loop={}", name, e);
        } else {
            log.warn("event=failing loop={} cause=\"{}\"; it is tried again", name, e.getMessage(), e);
            failing = true;
        }
    }

    private void rest(Duration pause) {
        if (pause.isPositive()) {
            try {
                if (bell.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    bell.drainPermits();
                }
            } catch (InterruptedException e) {
                open = false;
            }
        }
    }
}
