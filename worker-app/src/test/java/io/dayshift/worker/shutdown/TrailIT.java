package io.dayshift.worker.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

import io.dayshift.common.message.ShutdownResponse;
import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.WithTokens;
import io.dayshift.common.store.Registered;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import io.dayshift.common.worker.Registration;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.run.Lease;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** What a worker's log tells of who sent it home, and of who was denied something. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"dayshift.worker.id=w-1", "dayshift.worker.manager-urls=http://127.0.0.1:1"})
@ExtendWith(OutputCaptureExtension.class)
class TrailIT extends WithTokens {

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

    private Answer post(String role, String path, String body) {
        return new Wire(port).post(path, body, "Authorization: Bearer " + RoleCalls.tokenOf(role));
    }

    @Test
    void tells_who_sent_the_worker_home(CapturedOutput output) {
        given(departure.begin(any())).willReturn(new ShutdownResponse("w-1", "DRAINING", 0, 0));

        assertThat(post("manager", "/shutdown", "{}").status()).isEqualTo(202);

        assertThat(output)
                .contains("event=operated by=" + RoleCalls.nameOf("manager")
                        + " method=POST route=/shutdown id=w-1 status=202");
    }

    @Test
    void says_nothing_of_a_bell(CapturedOutput output) {
        var session = new WorkerSession("w-1", "abcdefgh1234");
        assertThat(workers.register(new Registration(
                        session, URI.create("http://127.0.0.1:1"), 1, new TreeSet<>(List.of("echo")), new TreeMap<>())))
                .isInstanceOf(Registered.Open.class);
        lease.open(session, clock.instant(), Duration.ofMinutes(5));

        assertThat(post("manager", "/assign", "{\"session\":\"abcdefgh1234\",\"taskIds\":[]}")
                        .status())
                .isEqualTo(200);

        assertThat(output).doesNotContain("event=operated");
    }

    @Test
    void tells_who_was_denied_what(CapturedOutput output) {
        assertThat(post("worker", "/shutdown", "{}").status()).isEqualTo(403);

        assertThat(output)
                .contains("event=denied status=403 method=POST route=/shutdown caller=" + RoleCalls.nameOf("worker")
                        + " address=127.0.0.1");
    }
}
