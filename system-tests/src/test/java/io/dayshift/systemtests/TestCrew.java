package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.store.Fsck;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Crew;
import io.dayshift.systemtests.crew.RedisSetup;
import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.Waiting;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A crew for tests: one manager on a Redis of its own, and what tests ask of it. */
final class TestCrew implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(60);

    final Crew crew;
    final Service manager;
    final Api api;

    private TestCrew(Crew crew, String... managerOptions) {
        this.crew = crew.ofShortLife();
        this.manager = crew.startManager("manager", 0, managerOptions);
        this.api = new Api(manager.address());
    }

    static TestCrew in(Path folder, String... redisOptions) {
        return new TestCrew(Crew.withRedis(folder, redisOptions));
    }

    static TestCrew on(RedisSetup redis, Path folder, String... managerOptions) {
        return new TestCrew(Crew.on(redis, folder), managerOptions);
    }

    Service worker(String id, String... options) {
        return crew.startWorker(id, 0, options);
    }

    void awaitPresent(Service... workers) {
        crew.awaitReady(manager);
        for (var worker : workers) {
            crew.awaitReady(worker);
            await(() -> Set.of("WAITING", "WORKING").contains(stateOf(worker)), worker.name() + " is present");
        }
    }

    String stateOf(Service worker) {
        return show(worker).path("state").asString("none");
    }

    JsonNode show(Service worker) {
        return api.get("/v1/workers/" + worker.name()).json();
    }

    /** Submits so many tasks that sleep so long. */
    List<String> submitSleeps(int tasks, String duration) {
        return submitSleeps(api, tasks, duration);
    }

    /** Submits so many tasks that sleep so long to one of several managers. */
    List<String> submitSleeps(Api manager, int tasks, String duration) {
        var task = "{\"type\":\"sleep\",\"payload\":{\"duration\":\"%s\"}}".formatted(duration);
        return manager.submitAll(IntStream.range(0, tasks).mapToObj(i -> task).toList());
    }

    long total(String name) {
        return api.fetch("/v1/stats").get("totals").get(name).longValue();
    }

    void await(BooleanSupplier so, String what) {
        await(LONG, so, what);
    }

    void await(Duration atMost, BooleanSupplier so, String what) {
        assertThat(Waiting.until(atMost, so)).as(what).isTrue();
    }

    /** Checks that each of the tasks has succeeded, once, and that the store is in order. */
    void assertAllEndedOnce(List<String> ids) {
        assertAllEnded(ids);
        assertThat(total("succeeded")).isEqualTo(ids.size());
        assertThat(total("failed")).isZero();
        try (var client = RedisClient.create(crew.redis().url());
                var connection = client.connect()) {
            assertThat(new Fsck(connection, new RedisKeys("dayshift")).faults()).isEmpty();
        }
    }

    /** Checks that each of the tasks has succeeded. */
    void assertAllEnded(List<String> ids) {
        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(api.await(id).get("state").stringValue()).isEqualTo("SUCCEEDED"));
    }

    /** Checks that Redis has refused nobody for want of rights since it was started. */
    void assertNothingWasDenied() {
        try (var client = RedisClient.create(crew.redis().url());
                var connection = client.connect()) {
            assertThat(connection.sync().aclLog())
                    .filteredOn(refusal -> !"client|setinfo".equals(refusal.get("object")))
                    .isEmpty();
        }
    }

    /** Every key whose name holds that text. */
    Set<String> keysWith(String text) {
        try (var client = RedisClient.create(crew.redis().url());
                var connection = client.connect()) {
            return new TreeSet<>(connection.sync().keys("*" + text + "*"));
        }
    }

    @Override
    public void close() {
        crew.close();
    }
}
