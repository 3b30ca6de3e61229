package io.dayshift.systemtests.faults.nemesis;

import io.dayshift.common.process.GuardedProcess;
import io.dayshift.systemtests.crew.Signal;
import io.dayshift.systemtests.faults.Link;
import io.dayshift.systemtests.faults.Stage;
import io.dayshift.systemtests.faults.history.Event.Disturbed;
import io.dayshift.systemtests.faults.history.History;
import io.dayshift.systemtests.faults.proxy.Toxic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Does what a schedule says, each fault on a thread of its own, and mends it again. */
public final class Nemesis {

    private static final int BURNERS = 4;
    private static final Duration SLOW = Duration.ofMillis(150);
    private static final int SLICE = 200;
    private static final Duration BETWEEN_SLICES = Duration.ofMillis(4);

    private final Stage stage;
    private final History history;
    private final Path log;
    private final RedisConsole redis;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    /**
     * Prepares to harm a stage.
     *
     * @param log file that gets what the processes started here write
     */
    public Nemesis(Stage stage, History history, Path log) {
        this.stage = stage;
        this.history = history;
        this.log = log;
        this.redis = new RedisConsole(stage);
    }

    /** Kinds that this machine does not allow: without {@code strace}, or the right to use it, nobody slows a sync down. */
    public static List<Kind> impossible() {
        var slowSyncs = List.of(Kind.REDIS_SYNCS_SLOWLY, Kind.REDIS_KILLED_WHILE_SYNCING);
        try {
            var trial = new ProcessBuilder("strace", "-o", "/dev/null", "true").start();
            return trial.waitFor() == 0 ? List.of() : slowSyncs;
        } catch (IOException e) {
            return slowSyncs;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Does everything and returns when all of it is mended; fails when something could not be done. */
    public void run(List<Fault> faults) throws InterruptedException {
        var began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Void>>();
            faults.forEach(fault -> tasks.add(() -> {
                restUntil(began + fault.at().toNanos());
                carryOut(fault);
                return null;
            }));
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fault could not be made or mended", e.getCause());
        }
    }

    /** Does one thing now and returns when it is mended. */
    public void carryOut(Fault fault) {
        // What takes long to come back is not harmed again before it has.
        var turn = turns.computeIfAbsent(Fault.harmed(fault.target()), _ -> new ReentrantLock());
        turn.lock();
        try {
            harmAndMend(fault);
        } finally {
            turn.unlock();
        }
    }

    private void harmAndMend(Fault fault) {
        var at = System.nanoTime();
        var mend = begin(fault);
        restUntil(at + fault.length().toNanos());
        mend.run();
        history.add(new Disturbed(
                at,
                System.nanoTime(),
                fault.kind().name(),
                fault.target(),
                fault.length().toMillis(),
                fault.mayCostRuns()));
    }

    /** Begins a fault; returns what mends it. */
    private Runnable begin(Fault fault) {
        var target = fault.target();
        return switch (fault.kind()) {
            case WORKER_KILLED, MANAGER_KILLED ->
                restart(target, () -> stage.actor(target).kill());
            case WORKER_STOPPED, MANAGER_STOPPED ->
                restart(target, () -> stage.actor(target).stop());
            case WORKER_PAUSED, MANAGER_PAUSED -> pause(target);
            case WORKER_CUT_FROM_REDIS, MANAGER_CUT_FROM_REDIS -> poison(Link.toRedis(target), new Toxic.Cut());
            case WORKER_UNHEARD_BY_REDIS -> poison(Link.toRedis(target), new Toxic.CutForth());
            case WORKER_DEAF_TO_REDIS -> poison(Link.toRedis(target), new Toxic.CutBack());
            case WORKER_LOSES_REPLIES, MANAGER_LOSES_REPLIES -> poison(Link.toRedis(target), new Toxic.LoseReplies());
            case WORKER_CUT_FROM_MANAGERS -> poison(Link.toWorker(target), new Toxic.Cut());
            case CALLERS_LOSE_REPLIES -> poison(Link.toManager(target), new Toxic.LoseReplies());
            case LINK_SLOW -> poison(Link.read(target), new Toxic.Delay(SLOW));
            case LINK_TRICKLES -> poison(Link.read(target), new Toxic.Trickle(SLICE, BETWEEN_SLICES));
            case LINK_RESET -> now(() -> stage.proxy(Link.read(target)).reset());
            case MACHINE_BUSY -> burn();
            default -> harmRedis(fault);
        };
    }

    private Runnable harmRedis(Fault fault) {
        return switch (fault.kind()) {
            case REDIS_KILLED -> {
                stage.redis().process().kill();
                yield stage::startRedisAgain;
            }
            case REDIS_PAUSED -> {
                Signal.STOP.to(stage.redis().process());
                yield () -> Signal.CONT.to(stage.redis().process());
            }
            case REDIS_SILENT -> now(() -> redis.pauseClients(fault.length()));
            case REDIS_FULL -> {
                redis.fill();
                yield redis::lift;
            }
            case REDIS_SYNCS_SLOWLY -> slowSyncs(fault.length().dividedBy(4));
            case REDIS_KILLED_WHILE_SYNCING -> {
                var quickAgain = slowSyncs(fault.length());
                yield () -> {
                    stage.redis().process().kill();
                    quickAgain.run();
                    stage.startRedisAgain();
                };
            }
            case SCRIPTS_FLUSHED -> now(redis::flushScripts);
            case CONNECTIONS_KILLED -> now(redis::killConnections);
            default -> throw new IllegalArgumentException("not of Redis: " + fault);
        };
    }

    private static Runnable now(Runnable harm) {
        harm.run();
        return () -> {};
    }

    private Runnable restart(String target, Runnable end) {
        end.run();
        return () -> {
            stage.actor(target).start();
            stage.actor(target).awaitReady();
        };
    }

    private Runnable pause(String target) {
        stage.actor(target).signal(Signal.STOP);
        return () -> stage.actor(target).signal(Signal.CONT);
    }

    private Runnable poison(Link link, Toxic toxic) {
        stage.proxy(link).poison(toxic);
        return () -> stage.proxy(link).heal();
    }

    private Runnable burn() {
        var burners = IntStream.range(0, BURNERS)
                .mapToObj(i -> GuardedProcess.start(List.of("sh", "-c", "while :; do :; done"), Map.of(), log))
                .toList();
        return () -> burners.forEach(GuardedProcess::kill);
    }

    /** Makes every sync of the append-only file take that much longer. */
    private Runnable slowSyncs(Duration by) {
        var strace = GuardedProcess.start(
                List.of(
                        "strace",
                        "-qq",
                        "-f",
                        "-e",
                        "trace=fdatasync",
                        "-e",
                        "inject=fdatasync:delay_enter=" + by.toMillis() * 1000,
                        "-o",
                        "/dev/null",
                        "-p",
                        Long.toString(stage.redis().process().pid())),
                Map.of(),
                log);
        return strace::close;
    }

    private static void restUntil(long nanos) {
        for (var left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
