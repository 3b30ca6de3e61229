package io.dayshift.systemtests.faults.effect;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRun;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes down, outside of Redis, what is really done: a line in a file at the start and at the end of each run, with the
 * machine's monotonic clock. A line is one write to a file that is open for appending, so none is torn.
 */
public final class EffectHandler implements TaskHandler {

    /** System property: the file to append to. */
    public static final String LOG = "effects.log";

    /** System property: the worker's id. */
    public static final String WORKER = "effects.worker";

    public static final String TYPE = "effect";

    private static final long NANOS = 1_000_000;

    private final FileOutputStream log;
    private final String worker = System.getProperty(WORKER);

    /** Opens the log. */
    public EffectHandler() throws IOException {
        this.log = new FileOutputStream(System.getProperty(LOG), true);
    }

    /**
     * What to do.
     *
     * @param n tells tasks apart whose id nobody knows
     * @param ms how long it takes
     * @param failures attempts that are to fail first
     * @param stubborn whether it goes on when it is interrupted
     */
    public record Work(long n, int ms, int failures, boolean stubborn) {}

    /** What came of it: which run this was. */
    public record Effect(long n, long token, String worker) {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Object handle(TaskRun task) throws Exception {
        var work = task.payload(Work.class);
        write("start", task);
        if (!spend(work)) {
            write("interrupted", task);
            throw new InterruptedException("stopped");
        }
        if (task.attempt() <= work.failures()) {
            write("failed", task);
            throw new IllegalStateException("attempt " + task.attempt() + " is to fail");
        }
        write("end", task);
        return new Effect(work.n(), task.fencingToken(), worker);
    }

    /** Lets the time pass; returns false when it was cut short. */
    private static boolean spend(Work work) {
        var end = System.nanoTime() + work.ms() * NANOS;
        for (var left = work.ms() * NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted() && !work.stubborn()) {
                return false;
            }
        }
        return true;
    }

    private void write(String what, TaskRun task) throws IOException {
        var line = "%s %s %d %s %d%n".formatted(what, task.id(), task.fencingToken(), worker, System.nanoTime());
        log.write(line.getBytes(StandardCharsets.US_ASCII));
    }
}
