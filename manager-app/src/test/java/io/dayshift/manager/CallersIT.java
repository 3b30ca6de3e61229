package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.WithTokens;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Callers at one address who have identified themselves have limits of their own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"dayshift.limits.submits=1", "dayshift.limits.submits-at-once=1"})
class CallersIT extends WithTokens {

    @LocalServerPort
    private int port;

    private int submitAs(String role) {
        return new RoleCalls(port)
                .call("POST", "/v1/tasks", RoleCalls.tokenOf(role))
                .statusCode();
    }

    @Test
    void are_told_apart_at_one_address() {
        await().untilAsserted(() -> assertThat(submitAs("submit")).isEqualTo(429));

        assertThat(submitAs("operate")).isEqualTo(202);
    }
}
