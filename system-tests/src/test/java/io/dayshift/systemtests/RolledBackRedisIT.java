package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Redis comes back without what it was told last: whatever workers hold that it does not know, they let go. */
class RolledBackRedisIT {

    @Test
    void workers_whose_session_redis_does_not_know_register_anew(@TempDir Path folder) throws IOException {
        try (var crew = TestCrew.in(folder)) {
            var worker = crew.worker("w-1", "--dayshift.worker.capacity=2");
            crew.awaitPresent(worker);
            crew.submitSleeps(4, "60s");
            crew.await(() -> crew.show(worker).get("running").intValue() == 2, "w-1 runs tasks");

            crew.crew.killRedis();
            FileSystemUtils.deleteRecursively(folder.resolve("redis").resolve("appendonlydir"));
            crew.crew.startRedisAgain();

            crew.awaitPresent(worker);
            crew.assertAllEndedOnce(crew.submitSleeps(4, "10ms"));
            assertThat(crew.show(worker).get("running").intValue()).isZero();
        }
    }
}
