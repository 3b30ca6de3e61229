package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.faults.Cast;
import io.dayshift.systemtests.faults.Round;
import io.dayshift.systemtests.faults.Stage;
import io.dayshift.systemtests.faults.history.Event.Outcome;
import io.dayshift.systemtests.faults.history.Event.Submitted;
import io.dayshift.systemtests.faults.nemesis.Fault;
import io.dayshift.systemtests.faults.nemesis.Kind;
import io.dayshift.systemtests.faults.nemesis.Nemesis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** All workers one by one, then all managers, are told to stop and started again under load, as an update does it. */
class RollingRestartIT {

    @Test
    void nobody_notices_an_update() throws InterruptedException {
        var folder =
                Path.of("target", "faults", "rolling-" + ProcessHandle.current().pid());
        try (var stage = Stage.open(folder, Cast.usual(folder).withoutProxies())) {
            var round = new Round(stage, folder);
            var verdict = round.play(1, nemesis -> update(nemesis, stage.cast()), 200, new AtomicLong());

            assertThat(verdict.violations()).as(verdict.toString()).isEmpty();
            assertThat(round.history().all(Submitted.class))
                    .filteredOn(submit -> submit.outcome() == Outcome.INFO)
                    .as("submits of which nobody knows")
                    .isEmpty();
            assertThat(verdict.counts())
                    .as(verdict.toString())
                    .containsEntry("faults", 5L)
                    .containsEntry("refused", 0L)
                    .containsEntry("reclaimed", 0L)
                    .hasEntrySatisfying("accepted", count -> assertThat(count).isGreaterThan(1000))
                    // Only those run twice whose first attempt is meant to fail; one may be cancelled before it does.
                    .hasEntrySatisfying(
                            "rerun",
                            count -> assertThat(count)
                                    .isLessThanOrEqualTo(verdict.counts().get("retried")));
        }
    }

    private static void update(Nemesis nemesis, Cast cast) {
        cast.workerNames().forEach(worker -> stop(nemesis, Kind.WORKER_STOPPED, worker));
        cast.managerNames().forEach(manager -> stop(nemesis, Kind.MANAGER_STOPPED, manager));
    }

    private static void stop(Nemesis nemesis, Kind kind, String target) {
        nemesis.carryOut(new Fault(Duration.ZERO, kind, target, Duration.ZERO));
    }
}
