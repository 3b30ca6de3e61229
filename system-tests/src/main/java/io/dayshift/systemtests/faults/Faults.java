package io.dayshift.systemtests.faults;

import io.dayshift.systemtests.faults.check.Verdict;
import io.dayshift.systemtests.faults.nemesis.Nemesis;
import io.dayshift.systemtests.faults.nemesis.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The long run: round after round of random faults on one crew, until the time is over or something is broken. */
final class Faults {

    /** What has to have happened for a run to prove anything. */
    private static final List<String> PROOFS =
            List.of("faults", "accepted", "reclaimed", "fencedFinishes", "replayedFinishes", "replayedSubmits");

    private Faults() {}

    /**
     * Runs and prints.
     *
     * @param folder gets a folder for this run
     * @return whether every round was good
     */
    static boolean run(Path folder, Options options) throws InterruptedException {
        var own = folder.resolve(
                "seed-" + options.seed() + "-" + ProcessHandle.current().pid());
        System.out.printf("Faults: %s, in %s%n", options, own);
        try (var stage = Stage.open(own, Cast.usual(own))) {
            return new Faults().rounds(stage, own, options);
        }
    }

    private boolean rounds(Stage stage, Path folder, Options options) throws InterruptedException {
        var end = System.nanoTime() + options.length().toNanos();
        var numbers = new AtomicLong();
        var sums = new TreeMap<String, Long>();
        var without = Set.copyOf(Nemesis.impossible());
        System.out.println(without.isEmpty() ? "every kind of fault" : "every kind of fault but " + without);
        for (var round = 1; round == 1 || System.nanoTime() < end; round++) {
            var seed = options.seed() * 1000 + round;
            var faults = Schedule.random(
                    seed,
                    stage.cast().managerNames(),
                    stage.cast().workerNames(),
                    stage.links(),
                    options.round(),
                    options.every(),
                    without);
            var verdict =
                    new Round(stage, folder.resolve("round-" + round)).play(seed, faults, options.rate(), numbers);
            System.out.printf("round %d: %s%n", round, verdict);
            add(sums, verdict);
            if (!verdict.isGood()) {
                return false;
            }
        }
        var missing = PROOFS.stream()
                .filter(proof -> sums.getOrDefault(proof, 0L) == 0)
                .toList();
        System.out.printf(
                "all rounds: %s %s%n", missing.isEmpty() ? "GOOD" : "PROVE NOTHING, without " + missing, sums);
        return missing.isEmpty();
    }

    private static void add(Map<String, Long> sums, Verdict verdict) {
        verdict.counts().forEach((name, count) -> sums.merge(name, count, Long::sum));
    }
}
