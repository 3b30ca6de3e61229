package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.WithTokens;
import io.dayshift.common.web.Refusal;
import io.dayshift.common.web.Wire;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The actuator on a port of its own has the same door. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "management.server.address=127.0.0.1",
        })
@ExtendWith(OutputCaptureExtension.class)
class ManagementPortIT extends WithTokens {

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/metrics",
                "/actuator/loggers",
                "/actuator/sbom/application",
            })
    void shows_the_actuator_to_the_monitor_only(String path) {
        new RoleCalls(managementPort).assertOnly(Set.of("monitor"), "GET", path);
    }

    @ParameterizedTest
    @CsvSource({"/actuator/health/liveness, 200", "/actuator/health/readiness, 200", "/actuator/info, 200"})
    void leaves_open_what_tells_nobody_anything(String path, int status) {
        var answer = new RoleCalls(managementPort).call("GET", path, null);

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void tells_of_who_was_denied_something_as_the_other_port_does(CapturedOutput output) {
        var answer = new Wire(managementPort)
                .post(
                        "/actuator/loggers/a",
                        "{}",
                        "Origin: http://elsewhere.example",
                        "Authorization: Bearer " + RoleCalls.tokenOf("monitor"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(output)
                .contains("event=denied status=403 method=POST route=/actuator/** caller=nobody address=127.0.0.1");
    }

    @Test
    void has_no_actuator_on_the_port_of_the_api() {
        var answer = new RoleCalls(port).call("GET", "/actuator/prometheus", RoleCalls.tokenOf("monitor"));

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stats", "/nope"})
    void has_no_api_on_the_port_of_the_actuator(String path) {
        var answer = new RoleCalls(managementPort).call("GET", path, RoleCalls.tokenOf("operate"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:dayshift:problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n",
                "GET /actuator/..%2f HTTP/1.1\r\nHost: localhost\r\n",
                "GET /actuator/health/liveness;x=1 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /actuator HTTP/9.9\r\nHost: localhost\r\n",
                "GET /actuator HTTP/1.1\r\n",
                "GARBAGE\r\n",
                "DELETE /actuator/loggers HTTP/1.1\r\nHost: localhost\r\n",
                "FOO /actuator/loggers HTTP/1.1\r\nHost: localhost\r\n",
                "GET /error HTTP/1.1\r\nHost: localhost\r\n",
                "GET /actuator/metrics HTTP/1.1\r\nHost: localhost\r\nAccept: image/png\r\n",
                "POST /actuator/loggers/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n",
                "POST /actuator/loggers/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Type: application/json\r\n\r\n[",
            })
    void refuses_in_the_form_of_the_other_port(String request) {
        var answer = new Wire(managementPort)
                .send(request.replaceFirst(
                                "\r\n",
                                "\r\nConnection: close\r\nAuthorization: Bearer " + RoleCalls.tokenOf("monitor")
                                        + "\r\n")
                        + "\r\n");

        assertThat(answer.status()).isBetween(400, 505).isNotEqualTo(500);
        Refusal.of(answer);
    }

    @Test
    void takes_no_longer_body_than_the_other_port() {
        var answer = new Wire(managementPort)
                .send("POST /actuator/loggers/a HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 9999999\r\n\r\n");

        assertThat(answer.status()).isEqualTo(413);
        Refusal.of(answer);
    }
}
