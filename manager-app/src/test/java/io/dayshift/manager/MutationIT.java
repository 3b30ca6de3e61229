package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.web.Draft;
import io.dayshift.common.web.Mutator;
import io.dayshift.common.web.Spoilt;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Valid requests of every kind, spoiled at random: whatever comes of it, it is a refusal in the one form, or a success. */
class MutationIT extends OverTheWire {

    private static final Logger log = LoggerFactory.getLogger(MutationIT.class);

    private static final int REQUESTS = 1000;
    private static final long USUAL_SEED = 20_261_124;

    /** Its times are long in any unit, so that nothing becomes due while the test runs. */
    private static final String TASK_IN_FULL =
            "{\"type\":\"nobody\",\"payload\":{\"a\":[1.10,\"x\"]},\"queue\":\"default\","
                    + "\"priority\":5,\"runAt\":\"2027-01-01T00:00:00Z\",\"timeout\":\"PT5M\",\"expiresIn\":\"PT7000H\","
                    + "\"retry\":{\"maxAttempts\":3,\"backoff\":\"PT1S\",\"multiplier\":2.0,\"maxBackoff\":\"PT5M\"},"
                    + "\"requires\":{\"zone\":\"a\"},\"labels\":{\"customer\":\"acme\"},\"retention\":\"PT24H\"}";

    private final QuietWorker worker = new QuietWorker();

    @AfterEach
    void forgets_what_was_accepted() {
        worker.close();
        emptyStore();
    }

    /** Requests that are all accepted as they are, but for the result, which is not there yet. */
    private List<Draft> valid() {
        emptyStore();
        postTo("/register", worker.registration());
        var task = post(TASK).header("Location");
        return Stream.of(
                        Draft.get("/v1/tasks?limit=5&state=PENDING&type=nobody&label=customer:acme"),
                        Draft.get(task),
                        Draft.get(task + "/why"),
                        Draft.get(task + "/result"),
                        Draft.post("/v1/tasks", TASK_IN_FULL),
                        Draft.post("/v1/tasks", TASK_IN_FULL).withHeader("Idempotency-Key: mutated"),
                        Draft.post("/v1/tasks/batch", "[" + TASK + "," + TASK_IN_FULL + "]"),
                        Draft.post("/v1/tasks/batch", TASK + "\n" + TASK_IN_FULL)
                                .withHeaders(List.of(
                                        "Host: localhost", "Connection: close", "Content-Type: application/x-ndjson")),
                        Draft.post(task + "/cancel", ""),
                        Draft.post(task + "/retry", ""),
                        Draft.post("/register", worker.registration()),
                        Draft.get("/v1/workers?limit=3"),
                        Draft.get("/v1/workers/wire-m"),
                        Draft.get("/v1/workers/wire-m/queue?limit=3"),
                        Draft.get("/v1/workers/wire-m/results?limit=3"),
                        Draft.post("/v1/workers/wire-m/drain", ""),
                        Draft.post("/v1/workers/wire-m/resume", ""),
                        Draft.post("/v1/workers/wire-m/shutdown", "{\"mode\":\"DRAIN\",\"cleanUp\":true}"),
                        Draft.post("/v1/workers/shutdown", "{\"mode\":\"NOW\",\"cleanUp\":true,\"confirm\":true}"),
                        Draft.get("/v1/stats"),
                        Draft.get("/actuator"),
                        Draft.get("/actuator/health/readiness"),
                        Draft.get("/actuator/info"),
                        Draft.get("/actuator/metrics/jvm.memory.used?tag=area:heap"),
                        Draft.get("/actuator/loggers/io.dayshift.nothing"),
                        Draft.post("/actuator/loggers/io.dayshift.nothing", "{\"configuredLevel\":\"INFO\"}"))
                .map(draft -> draft.withHeader(tokenFor(" " + draft.target())))
                .toList();
    }

    @Test
    void begins_with_what_is_accepted() {
        assertThat(valid())
                .allSatisfy(draft -> assertThat(wire().sendAll(draft.bytes()).status())
                        .as(draft.target())
                        .matches(status -> draft.path().endsWith("/result") ? status == 409 : status < 300));
    }

    /** So a route that is new and missing here fails. */
    @Test
    void spoils_requests_to_every_route() {
        var routes = valid().stream()
                .filter(draft -> !draft.path().startsWith("/actuator"))
                .map(draft -> draft.method()
                        + ' '
                        + draft.path().replaceFirst("(?<=tasks/)[0-9a-f-]{36}|(?<=workers/)wire-m", "{id}"))
                .collect(Collectors.toSet());

        assertThat(routes).isEqualTo(documentedRoutes());
    }

    static LongStream seeds() {
        return LongStream.of(USUAL_SEED, new SecureRandom().nextLong());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void refuses_in_one_form_and_stores_only_what_it_accepts(long seed) {
        // At a level that tests show.
        log.warn("event=spoil seed={} requests={}", seed, REQUESTS);
        var mutator = new Mutator(seed);
        var drafts = valid();
        looks_at_the_store();
        var refused = 0;
        for (var i = 0; i < REQUESTS; i++) {
            var request = mutator.spoil(drafts.get(i % drafts.size()));
            var answer = wire().sendAll(request);
            var spoilt = Spoilt.check("seed %d, request %d".formatted(seed, i), request, answer);
            if (spoilt.isAccepted()) {
                drafts = valid();
                looks_at_the_store();
            } else {
                nothingHasChanged(spoilt.what());
            }
            refused += spoilt.isRefused() ? 1 : 0;
        }
        assertThat(refused).isBetween(REQUESTS / 3, REQUESTS * 9 / 10);
    }
}
