package io.dayshift.systemtests.benchmark.figures;

import static io.dayshift.systemtests.benchmark.figures.Quantity.Bound.AT_LEAST;
import static io.dayshift.systemtests.benchmark.figures.Quantity.Bound.AT_MOST;
import static io.dayshift.systemtests.benchmark.figures.Quantity.Bound.NONE;

import java.util.Locale;

/** The rows of the table. Every other number that a run brings stands in the file only. */
public enum Quantity {
    BULK_RATE(Measure.BULK, "tasksPerSecond", "bulk", "tasks/s", AT_LEAST, 20_000),
    BULK_CPU(Measure.BULK, "cpuMicrosPerTask", "bulk, CPU of all processes", "us/task", AT_MOST, 100),
    BULK_COMMANDS(
            Measure.BULK, "redisCommandsSentPerTask", "bulk, Redis commands sent", "commands/task", AT_MOST, 0.05),
    BULK_ALLOCATED_MANAGER(
            Measure.BULK, "allocatedBytesPerTask.manager", "bulk, allocated by the manager", "B/task", NONE, 0),
    BULK_ALLOCATED_WORKER(
            Measure.BULK, "allocatedBytesPerTask.w-1", "bulk, allocated by the worker", "B/task", NONE, 0),
    ALWAYS_RATE(Measure.ALWAYS, "tasksPerSecond", "bulk, appendfsync always", "tasks/s", NONE, 0),
    ALWAYS_SHARE(Measure.ALWAYS, "shareOfBulk", "bulk, appendfsync always, of bulk", "x", AT_LEAST, 0.5),
    SINGLE_RATE(Measure.SINGLE_SUBMITS, "submitsPerSecond", "single submits", "submits/s", NONE, 0),
    ACCEPTED_RATE(Measure.SINGLE_SUBMITS, "acceptedPerSecond", "single submits, crew resting", "submits/s", NONE, 0),
    EMPTY_RATE(Measure.SINGLE_SUBMITS, "emptyPostsPerSecond", "empty endpoint of a manager", "posts/s", NONE, 0),
    BARE_RATE(Measure.SINGLE_SUBMITS, "barePostsPerSecond", "empty endpoint of bare Tomcat", "posts/s", NONE, 0),
    SINGLE_SHARE(
            Measure.SINGLE_SUBMITS,
            "shareOfEmpty",
            "single submits, of a manager's empty endpoint",
            "x",
            AT_LEAST,
            0.6),
    ACCEPTED_SHARE(
            Measure.SINGLE_SUBMITS,
            "acceptedShareOfEmpty",
            "single submits, crew resting, of a manager's empty endpoint",
            "x",
            AT_LEAST,
            0.6),
    ACCEPTED_BARE_SHARE(
            Measure.SINGLE_SUBMITS,
            "acceptedShareOfBare",
            "single submits, crew resting, of bare Tomcat's empty endpoint",
            "x",
            NONE,
            0),
    SINGLE_SENDER(
            Measure.SINGLE_SUBMITS,
            "senderPercent",
            "single submits, the thread of their sender",
            "% of a core",
            NONE,
            0),
    EMPTY_SENDER(
            Measure.SINGLE_SUBMITS,
            "emptySenderPercent",
            "empty endpoint of a manager, the thread of its sender",
            "% of a core",
            NONE,
            0),
    ONE_P50(Measure.ONE_AT_A_TIME, "p50Millis", "one at a time, p50", "ms", AT_MOST, 1.8),
    ONE_P99(Measure.ONE_AT_A_TIME, "p99Millis", "one at a time, p99", "ms", AT_MOST, 5),
    OPEN_P50(Measure.OPEN_LOOP, "p50Millis", "open loop, p50", "ms", AT_MOST, 2.4),
    OPEN_P99(Measure.OPEN_LOOP, "p99Millis", "open loop, p99", "ms", AT_MOST, 7),
    SHORT_WAIT_P99(Measure.STEALING, "shortWaitP99Millis", "wait of short tasks, p99", "ms", AT_MOST, 100),
    STEAL_TIME(Measure.STEALING, "idleWorkerGetsWorkMillis", "idle worker gets work", "ms", AT_MOST, 100),
    PENDING_BYTES(Measure.MEMORY, "bytesPerPendingTask", "memory of a pending task", "B", AT_MOST, 500),
    FINISHED_BYTES(Measure.MEMORY, "bytesPerFinishedTask", "memory of a finished task", "B", AT_MOST, 500),
    MANAGER_START(Measure.START, "managerSeconds", "start of a manager", "s", AT_MOST, 5),
    WORKER_START(Measure.START, "workerSeconds", "start of a worker", "s", AT_MOST, 5),
    MANAGER_START_APART(Measure.START, "managerApartSeconds", "start of a manager, jar taken apart", "s", AT_MOST, 5),
    WORKER_START_APART(Measure.START, "workerApartSeconds", "start of a worker, jar taken apart", "s", AT_MOST, 5),
    MANAGER_START_CACHED(Measure.START, "managerCachedSeconds", "start of a manager, AOT cache", "s", AT_MOST, 2.5),
    WORKER_START_CACHED(Measure.START, "workerCachedSeconds", "start of a worker, AOT cache", "s", AT_MOST, 2.5),
    IDLE_COMMANDS(Measure.IDLE, "redisCommandsPerSecond", "idle crew, Redis commands", "commands/s", AT_MOST, 30),
    IDLE_CPU(Measure.IDLE, "cpuPercentOfBusiest", "idle crew, busiest process", "% of a core", AT_MOST, 2),
    BACKLOG_SHARE(Measure.BACKLOG, "shareOfBulkWithout", "bulk with a backlog, of without", "x", AT_LEAST, 0.8),
    BACKLOG_LIST(Measure.BACKLOG, "listP99Ratio", "list p99 with a backlog, to without", "x", AT_MOST, 2),
    BACKLOG_STATS(Measure.BACKLOG, "statsP99Ratio", "stats p99 with a backlog, to without", "x", AT_MOST, 2),
    BACKLOG_SUBMIT(Measure.BACKLOG, "submitP99Ratio", "submit p99 with a backlog, to without", "x", AT_MOST, 2);

    private final Measure measure;
    private final String key;
    private final String label;
    private final String unit;
    private final Bound bound;
    private final double limit;

    /** Which side of the limit is good. */
    enum Bound {
        AT_LEAST,
        AT_MOST,
        NONE
    }

    Quantity(Measure measure, String key, String label, String unit, Bound bound, double limit) {
        this.measure = measure;
        this.key = key;
        this.label = label;
        this.unit = unit;
        this.bound = bound;
        this.limit = limit;
    }

    public Measure measure() {
        return measure;
    }

    /** Its name among the values of a run. */
    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    /** What it should be, in words; empty when nothing is asked of it. */
    public String target() {
        return switch (bound) {
            case AT_LEAST -> ">= " + plain(limit);
            case AT_MOST -> "<= " + plain(limit);
            case NONE -> "";
        };
    }

    /** Whether a figure is as it should be, in words; empty when nothing is asked of it. */
    public String verdict(double figure) {
        return switch (bound) {
            case AT_LEAST -> figure >= limit ? "met" : "missed";
            case AT_MOST -> figure <= limit ? "met" : "missed";
            case NONE -> "";
        };
    }

    /** A number with as many digits as say something. */
    static String plain(double number) {
        var size = Math.abs(number);
        return String.format(
                Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", number);
    }
}
