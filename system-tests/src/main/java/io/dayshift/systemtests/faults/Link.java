package io.dayshift.systemtests.faults;

/**
 * A way through the network, with a proxy in it.
 *
 * @param from who connects; {@link #CALLERS} are clients and workers, {@link #MANAGERS} all managers
 */
public record Link(String from, String to) {

    public static final String REDIS = "redis";
    public static final String CALLERS = "callers";
    public static final String MANAGERS = "managers";

    public static Link toRedis(String from) {
        return new Link(from, REDIS);
    }

    public static Link toManager(String manager) {
        return new Link(CALLERS, manager);
    }

    public static Link toWorker(String worker) {
        return new Link(MANAGERS, worker);
    }

    /** Reads what {@link #toString()} has written. */
    public static Link read(String text) {
        var ends = text.split(">");
        return new Link(ends[0], ends[1]);
    }

    @Override
    public String toString() {
        return from + ">" + to;
    }
}
