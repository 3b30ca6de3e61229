package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker dies, and another begins at the very address: the first is dead all the same, and its work is not the other's. */
class PortReuseIT {

    @Test
    void a_dead_worker_does_not_live_on_in_who_took_its_place(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder)) {
            var dead = crew.worker("w-dead", "--dayshift.worker.capacity=2");
            crew.awaitPresent(dead);
            var ids = crew.submitSleeps(6, "1s");
            crew.await(() -> crew.show(dead).get("running").intValue() == 2, "w-dead runs two tasks");

            dead.process().kill();
            var heir = crew.crew.startWorker("w-heir", dead.address().getPort(), "--dayshift.worker.capacity=2");
            assertThat(heir.address()).isEqualTo(dead.address());

            crew.await(() -> crew.stateOf(dead).equals("LOST"), "w-dead is lost");
            crew.assertAllEndedOnce(ids);
            assertThat(crew.show(dead).get("completed").intValue()
                            + crew.show(heir).get("completed").intValue())
                    .isEqualTo(6);
            assertThat(ids.stream()
                            .map(crew.api::await)
                            .map(task -> task.get("workerId").stringValue()))
                    .contains("w-heir");
        }
    }
}
