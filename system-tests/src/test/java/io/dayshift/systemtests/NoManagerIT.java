package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There is no manager at all for a while: workers go on with their queues, and nobody is declared lost for it. */
class NoManagerIT {

    private static final Duration AWAY = Duration.ofSeconds(8);

    @Test
    void workers_go_on_with_what_they_have(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder)) {
            var worker = crew.worker("w-1", "--dayshift.worker.capacity=2");
            crew.awaitPresent(worker);
            var session = crew.show(worker).get("registeredAt").stringValue();
            var ids = crew.submitSleeps(4, "1s");
            crew.await(() -> crew.show(worker).get("running").intValue() == 2, "w-1 is at work");

            crew.manager.process().kill();
            Waiting.pass(AWAY);
            var back = Instant.now();
            var again =
                    crew.crew.startManager("manager-2", crew.manager.address().getPort());
            again.awaitReady();

            crew.assertAllEndedOnce(ids);
            assertThat(Instant.parse(
                            crew.api.await(ids.getFirst()).get("finishedAt").stringValue()))
                    .as("ended while there was no manager")
                    .isBefore(back);
            assertThat(crew.show(worker).get("registeredAt").stringValue()).isEqualTo(session);
            assertThat(crew.total("reclaimed")).isZero();
        }
    }
}
