package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.ServiceUser;
import io.dayshift.systemtests.crew.TlsRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services come to Redis by TLS, as a user that may do no more than it has to. */
class TlsRedisIT {

    @Test
    void a_crew_works_with_certificates_and_few_rights(@TempDir Path folder) {
        try (var crew = TestCrew.on(TlsRedis.start(folder.resolve("redis")), folder)) {
            var worker = crew.worker("w-1");
            crew.awaitPresent(worker);
            var ids = crew.submitSleeps(10, "10ms");
            crew.assertAllEndedOnce(ids);

            crew.crew.killRedis();
            crew.crew.startRedisAgain();

            crew.await(() -> crew.api.get("/actuator/health/readiness").status() == 200, "the manager is ready again");
            var workersOwn = new Api(worker.address());
            crew.await(() -> workersOwn.get("/actuator/health/worker").status() == 200, "w-1 has a lease");
            crew.assertAllEndedOnce(ids);
            crew.assertNothingWasDenied();
        }
    }

    @Test
    void the_rights_are_those_that_the_documentation_gives() throws IOException {
        var documented = Files.readString(Path.of("..", "docs", "redis.md")).replaceAll("\\s+", " ");

        assertThat(documented).contains(ServiceUser.RULES);
    }
}
