package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker's whole story: it is killed with tasks in hand, is found lost, comes back and is sent home. */
class KilledWorkerIT {

    @Test
    void a_killed_workers_tasks_end_once_and_elsewhere(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder)) {
            var first = crew.worker("w-1", "--dayshift.worker.capacity=2");
            var second = crew.worker("w-2", "--dayshift.worker.capacity=2");
            crew.awaitPresent(first, second);
            var ids = crew.submitSleeps(24, "700ms");
            crew.await(
                    () -> crew.show(first).get("running").intValue() > 0
                            && crew.show(first).get("queued").intValue() > 0,
                    "w-1 runs tasks and has some in its queue");

            first.process().kill();

            crew.await(() -> crew.stateOf(first).equals("LOST"), "w-1 is lost");
            crew.assertAllEndedOnce(ids);
            assertThat(crew.total("reclaimed")).isPositive();

            var again = crew.worker("w-1");
            crew.awaitPresent(again);
            crew.assertAllEndedOnce(ids);

            var answer = crew.api.post("/v1/workers/w-1/shutdown", "{\"mode\":\"DRAIN\",\"cleanUp\":true}");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.json().get("state").stringValue()).isEqualTo("DRAINING");
            assertThat(again.process().awaitEnd(TestCrew.LONG)).isTrue();
            assertThat(again.process().exitValue()).isZero();
            assertThat(crew.keysWith("worker:w-1")).isEmpty();
            assertThat(crew.api.get("/v1/workers/w-1").status()).isEqualTo(404);
        }
    }

    @Test
    void a_worker_that_is_told_to_stop_hands_its_tasks_back(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder)) {
            var first = crew.worker("w-1", "--dayshift.worker.capacity=2", "--dayshift.worker.drain-timeout=1s");
            crew.awaitPresent(first);
            var ids = crew.submitSleeps(4, "6s");
            crew.await(() -> crew.show(first).get("running").intValue() == 2, "w-1 runs two tasks");

            first.process().stop();

            assertThat(first.process().awaitEnd(TestCrew.LONG)).isTrue();
            assertThat(crew.keysWith("worker:w-1")).isEmpty();
            assertThat(crew.api.fetch("/v1/stats").get("states").get("PENDING").intValue())
                    .isEqualTo(4);
            var second = crew.worker("w-2", "--dayshift.worker.capacity=4");
            crew.awaitPresent(second);
            crew.assertAllEndedOnce(ids);
            assertThat(ids)
                    .allSatisfy(
                            id -> assertThat(crew.api.await(id).get("attempt").intValue())
                                    .isEqualTo(1));
        }
    }
}
