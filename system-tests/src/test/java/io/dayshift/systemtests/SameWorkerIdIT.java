package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes claim to be the same worker: the second waits until the first is gone. */
class SameWorkerIdIT {

    @Test
    void only_one_of_two_is_admitted_until_it_dies(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder)) {
            var first = crew.worker("w-1");
            crew.awaitPresent(first);
            var address = crew.show(first).get("address").stringValue();
            var second = crew.worker("w-1");
            crew.crew.awaitReady(second);
            var secondsHealth = new Api(second.address());
            assertThat(secondsHealth.get("/actuator/health/worker").status()).isEqualTo(503);
            var ids = crew.submitSleeps(8, "1s");

            first.process().kill();

            crew.await(() -> secondsHealth.get("/actuator/health/worker").status() == 200, "the second is admitted");
            assertThat(crew.show(second).get("address").stringValue()).isNotEqualTo(address);
            crew.assertAllEndedOnce(ids);
        }
    }
}
