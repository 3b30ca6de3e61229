package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.faults.Cast;
import io.dayshift.systemtests.faults.Round;
import io.dayshift.systemtests.faults.Stage;
import io.dayshift.systemtests.faults.nemesis.Schedule;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The faults that matter most, once each, under load: nothing is lost, nothing ends twice, all of it is explained. */
class FaultSmokeIT {

    private static final long SEED = 1;

    @Test
    void nothing_is_lost_whatever_dies() throws InterruptedException {
        var folder =
                Path.of("target", "faults", "smoke-" + ProcessHandle.current().pid());
        try (var stage = Stage.open(folder, Cast.usual(folder))) {
            var cast = stage.cast();
            var faults = Schedule.smoke(SEED, cast.managerNames(), cast.workerNames(), stage.links());

            var verdict = new Round(stage, folder).play(SEED, faults, 300, new AtomicLong());

            assertThat(verdict.violations()).as(verdict.toString()).isEmpty();
            // A run in which these did not happen would prove nothing.
            assertThat(verdict.counts())
                    .as(verdict.toString())
                    .hasEntrySatisfying("faults", count -> assertThat(count).isEqualTo(faults.size()))
                    .hasEntrySatisfying("accepted", count -> assertThat(count).isGreaterThan(1000))
                    .hasEntrySatisfying("reclaimed", count -> assertThat(count).isPositive())
                    .hasEntrySatisfying(
                            "fencedFinishes", count -> assertThat(count).isPositive());
            assertThat(verdict.counts().get("replayedFinishes")
                            + verdict.counts().get("replayedSubmits"))
                    .as(verdict.toString())
                    .isPositive();
        }
    }
}
