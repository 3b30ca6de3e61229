package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dayshift.systemtests.faults.Cast;
import io.dayshift.systemtests.faults.Mutant;
import io.dayshift.systemtests.faults.Round;
import io.dayshift.systemtests.faults.Stage;
import io.dayshift.systemtests.faults.check.Verdict;
import io.dayshift.systemtests.faults.nemesis.Fault;
import io.dayshift.systemtests.faults.nemesis.Kind;
import io.dayshift.systemtests.faults.nemesis.Nemesis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Promises are broken on purpose: a checker that does not notice would be worth nothing. */
class NegativeControlsIT {

    private static Cast small(Path folder) {
        return Cast.usual(folder).of(1, 2, 32);
    }

    @Test
    void notices_that_late_results_are_taken() throws InterruptedException {
        var folder = folder("fence");

        var verdict = play(
                folder,
                Mutant.WITHOUT_FENCE.in(small(folder), folder),
                fault(1, Kind.WORKER_PAUSED, "w-1", 8),
                fault(14, Kind.WORKER_PAUSED, "w-2", 8));

        assertThat(verdict.broken()).as(verdict.toString()).containsKey("S4");
    }

    @Test
    void notices_that_a_key_makes_two_tasks() throws InterruptedException {
        var folder = folder("dedupe");

        var verdict = play(
                folder, Mutant.WITHOUT_DEDUPE.in(small(folder), folder), fault(1, Kind.CALLERS_LOSE_REPLIES, "m-1", 3));

        assertThat(verdict.broken()).as(verdict.toString()).containsKey("S3");
    }

    @Test
    void notices_that_everysec_may_lose_what_was_accepted() throws InterruptedException {
        assumeThat(Nemesis.impossible())
                .as("strace cannot be used here")
                .doesNotContain(Kind.REDIS_KILLED_WHILE_SYNCING);

        var folder = folder("everysec");
        var verdict = play(
                folder,
                small(folder).withRedisOptions(List.of("--appendfsync", "everysec")),
                fault(1, Kind.REDIS_KILLED_WHILE_SYNCING, "redis", 8));

        assertThat(verdict.broken()).as(verdict.toString()).containsKey("S1");
    }

    private static Fault fault(int second, Kind kind, String target, int seconds) {
        return new Fault(Duration.ofSeconds(second), kind, target, Duration.ofSeconds(seconds));
    }

    private static Verdict play(Path folder, Cast cast, Fault... faults) throws InterruptedException {
        try (var stage = Stage.open(folder, cast)) {
            return new Round(stage, folder).play(1, List.of(faults), 300, new AtomicLong());
        }
    }

    private static Path folder(String control) {
        return Path.of(
                "target", "faults", control + "-" + ProcessHandle.current().pid());
    }
}
