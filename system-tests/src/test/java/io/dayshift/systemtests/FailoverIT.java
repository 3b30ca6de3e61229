package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.ClusterRedis;
import io.dayshift.systemtests.crew.RedisSetup;
import io.dayshift.systemtests.crew.SentinelRedis;
import io.dayshift.systemtests.crew.Signal;
import io.dayshift.systemtests.crew.Submitters;
import io.dayshift.systemtests.crew.Submitters.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master of Redis dies or stands still and its replica takes over; the services see to the rest. */
class FailoverIT {

    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String KEYED = "{\"type\":\"echo\",\"key\":\"one\"}";

    @Test
    void sentinel_loses_nothing_that_waited_for_the_replica(@TempDir Path folder) {
        losesNothing(SentinelRedis.start(folder.resolve("redis")), folder);
    }

    @Test
    void cluster_loses_nothing_that_waited_for_the_replica(@TempDir Path folder) {
        losesNothing(ClusterRedis.start(folder.resolve("redis")), folder);
    }

    @Test
    void a_master_that_stands_still_is_left_for_the_new_one(@TempDir Path folder) {
        var redis = SentinelRedis.start(folder.resolve("redis"));
        try (var crew = TestCrew.on(redis, folder)) {
            var worker = crew.worker("w-1", "--dayshift.worker.capacity=4");
            crew.awaitPresent(worker);
            var ids = new ArrayList<>(crew.submitSleeps(40, "500ms"));
            crew.await(() -> crew.show(worker).get("running").intValue() > 0, "w-1 runs tasks");

            var master = redis.master();
            Signal.STOP.to(master.process());
            crew.await(() -> redis.master().port() != master.port(), "the replica has become the master");

            crew.await(() -> crew.api.answers("/actuator/health/readiness"), "the manager is ready again");
            crew.await(() -> crew.api.post("/v1/tasks", KEYED).status() < 300, "a task is accepted");
            ids.add(crew.api.submit(KEYED).get("id").stringValue());
            crew.assertAllEndedOnce(ids);
            Signal.CONT.to(master.process());
        }
    }

    private static void losesNothing(RedisSetup redis, Path folder) {
        try (var crew = TestCrew.on(redis, folder, "--dayshift.redis.wait-replicas=1")) {
            var worker = crew.worker("w-1", "--dayshift.worker.capacity=8");
            crew.awaitPresent(worker);
            var load = Submitters.start(crew.api, CLIENTS, PAUSE);
            crew.await(() -> load.count() > 500, "tasks are accepted");

            crew.crew.killRedis();
            crew.crew.startRedisAgain();
            var before = load.count();
            crew.await(() -> load.count() > before + 500, "tasks are accepted again");

            var ids = load.stop().stream().map(Accepted::id).toList();
            crew.assertAllEndedOnce(ids);
            crew.assertNothingWasDenied();
            assertThat(crew.api.get("/v1/tasks?state=RUNNING").status()).isEqualTo(200);
            assertThat(crew.api.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(crew.stateOf(worker)).isIn("WAITING", "WORKING");
        }
    }
}
