package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two managers share all duties: either may die at any moment, whichever has the lead. */
class TwoManagersIT {

    private static final List<String> READS = List.of("/v1/tasks", "/v1/workers", "/v1/workers/w-1", "/v1/stats");

    @Test
    void either_can_be_killed(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder)) {
            var first = crew.manager;
            var second = crew.crew.startManager("manager-2", 0);
            var worker = crew.worker("w-1", "--dayshift.worker.capacity=4");
            var other = crew.worker("w-2", "--dayshift.worker.capacity=4");
            second.awaitReady();
            crew.awaitPresent(worker, other);
            var seconds = new Api(second.address());
            var task = crew.api
                    .submit("{\"type\":\"echo\",\"payload\":1}")
                    .get("id")
                    .stringValue();
            assertThat(seconds.await(task)).isEqualTo(crew.api.await(task));
            assertThat(READS)
                    .allSatisfy(path -> assertThat(seconds.get(path).status())
                            .isEqualTo(crew.api.get(path).status())
                            .isEqualTo(200));

            first.process().kill();
            assertAllDutiesAreDone(seconds, worker);

            var firstAgain = crew.crew.startManager("manager", first.address().getPort());
            firstAgain.awaitReady();
            second.process().kill();
            assertAllDutiesAreDone(new Api(firstAgain.address()), other);
        }
    }

    /** What is delayed becomes due, what a dead worker ran is taken back, and a new worker is admitted. */
    private static void assertAllDutiesAreDone(Api manager, Service victim) {
        var running = manager.submit("{\"type\":\"sleep\",\"payload\":{\"duration\":\"2s\"}}")
                .get("id")
                .stringValue();
        var delayed =
                manager.submit("{\"type\":\"echo\",\"delay\":\"1s\"}").get("id").stringValue();
        assertThat(manager.await(delayed).get("state").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(manager.await(running).get("state").stringValue()).isEqualTo("SUCCEEDED");

        victim.process().kill();

        assertThat(Waiting.until(
                        Duration.ofSeconds(30),
                        () -> manager.fetch("/v1/workers/" + victim.name())
                                .get("state")
                                .stringValue()
                                .equals("LOST")))
                .isTrue();
    }
}
