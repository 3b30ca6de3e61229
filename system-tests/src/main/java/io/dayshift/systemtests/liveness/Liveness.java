package io.dayshift.systemtests.liveness;

import io.dayshift.systemtests.faults.Cast;
import io.dayshift.systemtests.faults.Round;
import io.dayshift.systemtests.faults.Stage;
import io.dayshift.systemtests.faults.check.Verdict;
import io.dayshift.systemtests.faults.history.Event.Disturbed;
import io.dayshift.systemtests.faults.history.Event.Outcome;
import io.dayshift.systemtests.faults.history.Event.Submitted;
import io.dayshift.systemtests.faults.history.History;
import io.dayshift.systemtests.faults.nemesis.Fault;
import io.dayshift.systemtests.faults.nemesis.Kind;
import io.dayshift.systemtests.faults.nemesis.Nemesis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Kills workers, and takes the time; then makes workers, managers and Redis stand still or restart, and counts how many
 * workers were declared lost for it, which must be none.
 */
final class Liveness {

    private static final int RATE = 200;
    private static final Duration MANAGER_REST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofMillis(2500);
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final Duration REDIS_REST = Duration.ofSeconds(5);

    private final Stage stage;
    private final Path folder;
    private final AtomicLong numbers = new AtomicLong();
    private boolean good = true;

    private Liveness(Stage stage, Path folder) {
        this.stage = stage;
        this.folder = folder;
    }

    /** Runs all of it and prints what it measured; returns whether nobody was declared lost and every promise was kept. */
    static boolean run(Path folder, Times times) throws InterruptedException, IOException {
        var own = folder.resolve(Long.toString(ProcessHandle.current().pid()));
        System.out.printf("Liveness: two managers, three workers, in %s%n", own);
        try (var stage = Stage.open(own, Cast.usual(own).withoutProxies())) {
            return new Liveness(stage, own).run(times);
        }
    }

    private boolean run(Times times) throws InterruptedException, IOException {
        kills(times.kills());
        round("pauses of a worker for 2 s", times.pauses(), nemesis -> pauses(nemesis, times.pauses()));
        round("kills of a manager", times.managerKills(), nemesis -> managerKills(nemesis, times.managerKills()));
        round(
                "restarts of Redis after 10 s",
                times.redisKills(),
                nemesis -> again(nemesis, times.redisKills(), Kind.REDIS_KILLED, OUTAGE, REDIS_REST));
        round(
                "CLIENT PAUSE of 2.5 s",
                times.silences(),
                nemesis -> again(nemesis, times.silences(), Kind.REDIS_SILENT, SILENCE, MANAGER_REST));
        round(
                "updates of the whole crew",
                times.updates(),
                nemesis -> updates(nemesis, times.updates()),
                Liveness::isUnnoticed);
        return good;
    }

    private void kills(int times) {
        if (times == 0) {
            return;
        }
        var took = new Kills(stage).make(times).stream().sorted().toList();
        System.out.printf(
                "%d kills of a busy worker: the first of its tasks began elsewhere after p50 %d ms, p99 %d ms, most %d ms%n",
                times,
                took.get(times / 2).toMillis(),
                took.get(Math.min(times - 1, times * 99 / 100)).toMillis(),
                took.getLast().toMillis());
    }

    private void round(String what, int times, Round.Trouble trouble) throws InterruptedException, IOException {
        round(what, times, trouble, Verdict::isGood);
    }

    private void round(String what, int times, Round.Trouble trouble, Predicate<Verdict> isGood)
            throws InterruptedException, IOException {
        if (times == 0) {
            return;
        }
        var before = declaredLost();
        var round = new Round(stage, folder.resolve(what.replace(' ', '-')));
        var verdict = round.play(times, trouble, RATE, numbers);
        var lost = declaredLost() - before;
        good &= lost == 0 && isGood.test(verdict);
        System.out.printf(
                "%d %s: %d workers declared lost, longest time without an accepted submit %d ms, %s%n",
                times, what, lost, longestGap(round.history()).toMillis(), verdict);
    }

    /** Whether all is good, and besides no call failed and nothing ran twice but what is meant to fail at first. */
    private static boolean isUnnoticed(Verdict verdict) {
        var counts = verdict.counts();
        return verdict.isGood()
                && counts.getOrDefault("unknown", 0L) + counts.getOrDefault("refused", 0L) == 0
                && counts.getOrDefault("rerun", 0L) <= counts.getOrDefault("retried", 0L);
    }

    /** How often the managers have declared a worker lost. */
    private long declaredLost() throws IOException {
        var lost = 0L;
        for (var manager : stage.cast().managerNames()) {
            try (var lines = Files.lines(stage.actor(manager).log(), StandardCharsets.ISO_8859_1)) {
                lost += lines.filter(line -> line.contains("event=lost ")).count();
            }
        }
        return lost;
    }

    /** The longest time without an accepted submit until the last fault was mended; then the load ends as well. */
    private static Duration longestGap(History history) {
        var mended = history.all(Disturbed.class).stream()
                .mapToLong(Disturbed::until)
                .max()
                .orElse(0);
        var ends = history.all(Submitted.class).stream()
                .filter(submit -> submit.outcome() == Outcome.OK && submit.at() <= mended)
                .mapToLong(Submitted::until)
                .sorted()
                .toArray();
        var longest = 0L;
        for (var i = 1; i < ends.length; i++) {
            longest = Math.max(longest, ends[i] - ends[i - 1]);
        }
        return Duration.ofNanos(longest);
    }

    /** Each worker is paused for itself, so that now one and now several stand still. */
    private void pauses(Nemesis nemesis, int times) {
        var left = new AtomicLong(times);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var worker : stage.cast().workerNames()) {
                threads.execute(() -> {
                    var random = new Random(worker.hashCode());
                    while (left.getAndDecrement() > 0) {
                        nemesis.carryOut(new Fault(Duration.ZERO, Kind.WORKER_PAUSED, worker, PAUSE));
                        LockSupport.parkNanos(random.nextLong(PAUSE.toNanos()));
                    }
                });
            }
        }
    }

    private void managerKills(Nemesis nemesis, int times) {
        var managers = stage.cast().managerNames();
        for (var i = 0; i < times; i++) {
            var target = managers.get(i % managers.size());
            nemesis.carryOut(new Fault(Duration.ZERO, Kind.MANAGER_KILLED, target, Duration.ZERO));
            LockSupport.parkNanos(MANAGER_REST.toNanos());
        }
    }

    private static void again(Nemesis nemesis, int times, Kind kind, Duration length, Duration rest) {
        for (var i = 0; i < times; i++) {
            nemesis.carryOut(new Fault(Duration.ZERO, kind, "redis", length));
            LockSupport.parkNanos(rest.toNanos());
        }
    }

    private void updates(Nemesis nemesis, int times) {
        for (var i = 0; i < times; i++) {
            stage.cast()
                    .workerNames()
                    .forEach(worker ->
                            nemesis.carryOut(new Fault(Duration.ZERO, Kind.WORKER_STOPPED, worker, Duration.ZERO)));
            stage.cast()
                    .managerNames()
                    .forEach(manager ->
                            nemesis.carryOut(new Fault(Duration.ZERO, Kind.MANAGER_STOPPED, manager, Duration.ZERO)));
        }
    }
}
