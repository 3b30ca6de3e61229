package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.web.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Whoever sends slowly takes nothing from others. Here slow requests have all the time that they want. */
@TestPropertySource(
        properties = {
            "dayshift.namespace=tricklers",
            "dayshift.limits.head-time=10m",
            "dayshift.limits.body-time=10m",
            "server.tomcat.connection-timeout=10m",
        })
@DirtiesContext
class TricklersIT extends OverTheWire {

    private static final int HALF = 1000;
    private static final int ROUNDS = 20;

    private static final String HEAD = "POST /v1/tasks HTTP/1.1\r\nHost: localhost\r\nX: ";
    private static final String BODY = Wire.withHeader(POST + "Content-Length: 9999\r\n\r\n", tokenFor(" /v1"));

    /** Since nobody has been hung up on in the end, each of the others was answered beside all of them. */
    @Test
    void get_every_other_call_answered_beside_two_thousand() throws IOException {
        try (var heads = new Tricklers(port(), HALF, HEAD);
                var bodies = new Tricklers(port(), HALF, BODY)) {
            for (var round = 0; round < ROUNDS; round++) {
                assertThat(List.of(heads.trickle(), bodies.trickle())).containsExactly(HALF, HALF);
                answersOthers();
            }
            assertThat(List.of(heads.trickle(), bodies.trickle())).containsExactly(HALF, HALF);
        }
    }

    /** On the short way, on the long one, by a batch, to a task that nobody does, and to who only reads. */
    private void answersOthers() {
        assertThat(post(TASK).status()).isEqualTo(202);
        assertThat(post(TASK, TwoWays.ROUNDABOUT).status()).isEqualTo(202);
        assertThat(postTo("/v1/tasks/batch", "[" + TASK + "]").status()).isEqualTo(202);
        assertThat(postTo("/v1/tasks?wait=1ms", TASK).status()).isEqualTo(202);
        assertThat(get("/v1/tasks?limit=1").status()).isEqualTo(200);
        assertThat(get("/v1/stats").status()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
    }
}
