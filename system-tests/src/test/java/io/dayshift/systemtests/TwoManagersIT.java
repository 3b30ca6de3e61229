package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Service;
import java.nio.file.Path;
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
            var other = crew.worker("w-2", "--dayshift.worker.capacity=2");
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
            var third = assertAllDutiesAreDone(crew, seconds, worker, "w-3");

            var firstAgain = crew.crew.startManager("manager", first.address().getPort());
            firstAgain.awaitReady();
            second.process().kill();
            assertAllDutiesAreDone(crew, new Api(firstAgain.address()), third, "w-4");
        }
    }

    /**
     * What is delayed becomes due, what a dead worker had in hand is done elsewhere, and a new worker is admitted although
     * the first manager that it knows of is dead.
     */
    private static Service assertAllDutiesAreDone(TestCrew crew, Api manager, Service victim, String newcomer) {
        var running = crew.submitSleeps(manager, 8, "2s");
        var delayed =
                manager.submit("{\"type\":\"echo\",\"delay\":\"1s\"}").get("id").stringValue();
        crew.await(
                () -> manager.fetch("/v1/workers/" + victim.name())
                                .get("running")
                                .intValue()
                        > 0,
                victim.name() + " has tasks in hand");

        victim.process().kill();

        assertThat(manager.await(delayed).get("state").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(running)
                .allSatisfy(id ->
                        assertThat(manager.await(id).get("state").stringValue()).isEqualTo("SUCCEEDED"));
        assertThat(stateOf(manager, victim.name())).isEqualTo("LOST");
        var admitted = crew.worker(newcomer, "--dayshift.worker.capacity=4");
        crew.await(() -> stateOf(manager, newcomer).equals("WAITING"), newcomer + " is admitted");
        return admitted;
    }

    private static String stateOf(Api manager, String worker) {
        return manager.get("/v1/workers/" + worker).json().path("state").asString("none");
    }
}
