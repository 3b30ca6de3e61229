package io.dayshift.worker.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;

import io.dayshift.common.message.ShutdownResponse;
import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.WithTokens;
import io.dayshift.common.store.Registered;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.web.Draft;
import io.dayshift.common.web.Mutator;
import io.dayshift.common.web.Spoilt;
import io.dayshift.common.web.Wire;
import io.dayshift.common.worker.Registration;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.run.Lease;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** What managers say to a worker, spoiled at random: it is refused in the one form, or it was valid after all. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"dayshift.worker.id=w-1", "dayshift.worker.manager-urls=http://127.0.0.1:1"})
class MutationIT extends WithTokens {

    private static final Logger log = LoggerFactory.getLogger(MutationIT.class);

    private static final int REQUESTS = 500;
    private static final long USUAL_SEED = 20_261_124;
    private static final WorkerSession SESSION = new WorkerSession("w-1", "abcdefgh1234");
    private static final String BELL =
            "{\"session\":\"abcdefgh1234\",\"taskIds\":[\"019ac3f0-0000-7000-8000-000000000000\"]}";

    @LocalServerPort
    private int port;

    @Autowired
    private WorkerStore workers;

    @Autowired
    private Lease lease;

    @Autowired
    private InstantSource clock;

    /** The worker is needed on. */
    @MockitoBean
    private Departure departure;

    @BeforeEach
    void is_admitted() {
        given(departure.begin(any())).willReturn(new ShutdownResponse("w-1", "DRAINING", 0, 0));
        var registration = new Registration(
                SESSION, URI.create("http://127.0.0.1:1"), 1, new TreeSet<>(List.of("echo")), new TreeMap<>());
        assertThat(workers.register(registration)).isInstanceOf(Registered.Open.class);
        lease.open(SESSION, clock.instant(), Duration.ofMinutes(5));
    }

    private static List<Draft> valid() {
        return Stream.of(
                        Draft.post("/assign", BELL),
                        Draft.post("/shutdown", "{\"mode\":\"DRAIN\",\"cleanUp\":true}"),
                        Draft.get("/actuator/health/worker"))
                .map(draft -> draft.withHeader("Authorization: Bearer " + RoleCalls.tokenOf("manager")))
                .toList();
    }

    @Test
    void begins_with_what_is_accepted() {
        assertThat(valid())
                .extracting(draft -> new Wire(port).sendAll(draft.bytes()).status())
                .containsExactly(200, 202, 200);
    }

    /** So a route that is new and missing here fails. */
    @Test
    void spoils_requests_to_every_route() {
        var routes = valid().stream()
                .filter(draft -> draft.method().equals("POST"))
                .map(draft -> draft.method() + ' ' + draft.path())
                .collect(Collectors.toSet());

        assertThat(routes).isEqualTo(new RoleCalls(port).documentedRoutes());
    }

    static LongStream seeds() {
        return LongStream.of(USUAL_SEED, new SecureRandom().nextLong());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void refuses_in_one_form_and_stays_unless_it_is_sent_home(long seed) {
        // At a level that tests show.
        log.warn("event=spoil seed={} requests={}", seed, REQUESTS);
        var mutator = new Mutator(seed);
        var drafts = valid();
        var refused = 0;
        for (var i = 0; i < REQUESTS; i++) {
            var request = mutator.spoil(drafts.get(i % drafts.size()));
            var answer = new Wire(port).sendAll(request);
            var spoilt = Spoilt.check("seed %d, request %d".formatted(seed, i), request, answer);
            if (spoilt.isAccepted()) {
                clearInvocations(departure);
            } else {
                then(departure).should(never()).begin(any());
            }
            refused += spoilt.isRefused() ? 1 : 0;
        }
        assertThat(refused).isBetween(REQUESTS / 3, REQUESTS * 9 / 10);
    }
}
