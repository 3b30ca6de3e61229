package io.dayshift.systemtests.faults.nemesis;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What can be made to go wrong. */
public enum Kind {
    /** {@code kill -9}, and started again afterwards. */
    WORKER_KILLED(Scope.WORKER, Price.RUNS, 0, 1000, 4000),
    /** Stands still (SIGSTOP). */
    WORKER_PAUSED(Scope.WORKER, Price.RUNS_IF_LONG, 500, 2000, 6000, 20_000),
    /** Told to stop (SIGTERM), and started again. */
    WORKER_STOPPED(Scope.WORKER, Price.NOTHING, 0),
    /** No packet between it and Redis. */
    WORKER_CUT_FROM_REDIS(Scope.WORKER, Price.RUNS_IF_LONG, 1000, 6000),
    /** It hears Redis, which does not hear it. */
    WORKER_UNHEARD_BY_REDIS(Scope.WORKER, Price.RUNS_IF_LONG, 1000, 6000),
    /** Redis hears it, and it hears nothing. */
    WORKER_DEAF_TO_REDIS(Scope.WORKER, Price.RUNS_IF_LONG, 1000, 5000),
    /** Redis does what it says, and the answers are lost for good. */
    WORKER_LOSES_REPLIES(Scope.WORKER, Price.RUNS_IF_LONG, 1000, 2500, 5000),
    /** Managers cannot reach it; Redis can. */
    WORKER_CUT_FROM_MANAGERS(Scope.WORKER, Price.NOTHING, 2000, 8000),
    /** Told to stop (SIGTERM), and started again. */
    MANAGER_STOPPED(Scope.MANAGER, Price.REFUSALS, 0),
    MANAGER_KILLED(Scope.MANAGER, Price.REFUSALS, 0, 2000),
    MANAGER_PAUSED(Scope.MANAGER, Price.REFUSALS, 1000, 4000, 10_000, 20_000),
    MANAGER_CUT_FROM_REDIS(Scope.MANAGER, Price.REFUSALS, 1000, 5000),
    MANAGER_LOSES_REPLIES(Scope.MANAGER, Price.REFUSALS, 1000, 2500),
    /** Clients and workers send to it, and its answers are lost for good. */
    CALLERS_LOSE_REPLIES(Scope.MANAGER, Price.REFUSALS, 1000, 2500),
    LINK_SLOW(Scope.LINK, Price.REFUSALS, 1000, 4000),
    LINK_TRICKLES(Scope.LINK, Price.REFUSALS, 1000, 4000),
    LINK_RESET(Scope.LINK, Price.REFUSALS, 0),
    /** Killed, and started again on its data. */
    REDIS_KILLED(Scope.REDIS, Price.REFUSALS, 0, 2000, 5000),
    /** Stands still (SIGSTOP). */
    REDIS_PAUSED(Scope.REDIS, Price.REFUSALS, 1000, 2200, 3000),
    /** Holds all commands back ({@code CLIENT PAUSE}). */
    REDIS_SILENT(Scope.REDIS, Price.REFUSALS, 1000, 2200, 2500),
    REDIS_FULL(Scope.REDIS, Price.REFUSALS, 2000),
    /** Every sync of its file takes long; needs {@code strace}. */
    REDIS_SYNCS_SLOWLY(Scope.REDIS, Price.REFUSALS, 4000),
    /** Every sync takes long, and in the middle of it Redis is killed and started again on its data. */
    REDIS_KILLED_WHILE_SYNCING(Scope.REDIS, Price.REFUSALS, 4000),
    SCRIPTS_FLUSHED(Scope.REDIS, Price.NOTHING, 0),
    CONNECTIONS_KILLED(Scope.REDIS, Price.REFUSALS, 0),
    /** Other processes want the processors, twice over. */
    MACHINE_BUSY(Scope.MACHINE, Price.REFUSALS, 3000);

    /** What a fault is done to. */
    public enum Scope {
        WORKER,
        MANAGER,
        LINK,
        REDIS,
        MACHINE
    }

    /** What may be seen of a fault outside. Nothing ever excuses a loss. */
    enum Price {
        NOTHING,
        /** Calls may fail for a while. */
        REFUSALS,
        /** A worker's runs may be done again. */
        RUNS,
        /** Those, if it lasts longer than a pause that has to be borne. */
        RUNS_IF_LONG
    }

    private static final Duration BORNE = Duration.ofMillis(2100);

    private final Scope scope;
    private final Price price;
    /** Cannot be changed, which its type does not say. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Duration> lengths;

    Kind(Scope scope, Price price, Integer... lengthsMs) {
        this.scope = scope;
        this.price = price;
        this.lengths = Stream.of(lengthsMs).map(Duration::ofMillis).toList();
    }

    public Scope scope() {
        return scope;
    }

    /** How long it may last. */
    List<Duration> lengths() {
        return lengths;
    }

    /** Whether what the target ran may be run again because of it. */
    boolean mayCostRuns(Duration length) {
        return price == Price.RUNS || (price == Price.RUNS_IF_LONG && length.compareTo(BORNE) > 0);
    }

    /** Whether callers may be refused because of it. */
    public boolean mayRefuse() {
        return price == Price.REFUSALS;
    }
}
