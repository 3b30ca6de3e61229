package io.dayshift.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.WithTokens;
import io.dayshift.common.web.Refusal;
import io.dayshift.common.web.Wire;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A worker whose actuator has a port of its own: managers know the other one. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "dayshift.worker.manager-urls=http://127.0.0.1:1",
            "management.server.port=0",
            "management.server.address=127.0.0.1",
        })
class ManagementPortIT extends WithTokens {

    private static final String HEALTH = "/actuator/health/worker";

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Test
    void shows_its_health_to_managers_at_its_address() {
        var calls = new RoleCalls(port);

        calls.assertOnly(Set.of("manager", "monitor"), "GET", HEALTH);

        var shown = calls.call("GET", HEALTH, RoleCalls.tokenOf("manager"));
        assertThat(shown.statusCode()).isEqualTo(503);
        assertThat(shown.body()).contains("\"status\":\"DOWN\"", "\"reason\":\"not registered");
    }

    @Test
    void shows_the_actuator_to_the_monitor_only() {
        var calls = new RoleCalls(managementPort);

        calls.assertOnly(Set.of("monitor"), "GET", "/actuator/prometheus");
        assertThat(calls.call("GET", "/actuator/health/liveness", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void has_nothing_else_of_the_actuator_on_the_port_that_managers_know() {
        var calls = new RoleCalls(port);

        assertThat(calls.call("GET", "/actuator/prometheus", RoleCalls.tokenOf("monitor"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(calls.documentedRoutes()).doesNotContain("GET " + HEALTH);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /%zz, 400",
        "GET /actuator/..%2f, 400",
        "DELETE /actuator/loggers, 405",
        "TRACE /actuator/loggers, 405",
        "GET /error, 404",
    })
    void refuses_in_the_form_of_the_other_port(String request, int status) {
        var answer = new Wire(managementPort)
                .send(request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + RoleCalls.tokenOf("monitor") + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(status);
        Refusal.of(answer);
    }
}
