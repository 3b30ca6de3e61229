package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Api;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis dies and comes back; nobody has to do anything about it. */
class RedisAwayIT {

    @Test
    void all_goes_on_by_itself_when_redis_is_back(@TempDir Path folder) {
        try (var crew = TestCrew.in(folder)) {
            var worker = crew.worker("w-1", "--dayshift.worker.capacity=4");
            crew.awaitPresent(worker);
            var ids = crew.submitSleeps(8, "1s");
            crew.await(() -> crew.show(worker).get("running").intValue() > 0, "w-1 runs tasks");

            crew.crew.killRedis();

            crew.await(() -> crew.api.post("/v1/tasks", "{\"type\":\"echo\"}").status() == 503, "submits are refused");
            var refusal = crew.api.post("/v1/tasks", "{\"type\":\"echo\"}");
            assertThat(refusal.json().get("type").stringValue()).isEqualTo("urn:dayshift:problem:store-unavailable");
            assertThat(crew.api.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(crew.api.get("/actuator/health/liveness").status()).isEqualTo(200);
            var workersOwn = new Api(worker.address());
            crew.await(() -> workersOwn.get("/actuator/health/worker").status() == 503, "w-1 says it has no lease");
            assertThat(workersOwn.get("/actuator/health/liveness").status()).isEqualTo(200);

            crew.crew.startRedisAgain();

            crew.await(() -> crew.api.get("/actuator/health/readiness").status() == 200, "the manager is ready again");
            crew.assertAllEndedOnce(ids);
            assertThat(crew.stateOf(worker)).isNotEqualTo("LOST");
            assertThat(crew.total("reclaimed")).isZero();
        }
    }
}
