package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** What the profile {@code production} switches off at either service, which names its own routes by {@code ownRoutes}. */
@ActiveProfiles("production")
public abstract class ProductionProfile extends WithTokens {

    @LocalServerPort
    private int port;

    private RoleCalls calls;

    @BeforeEach
    void finds_the_service() {
        calls = new RoleCalls(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/swagger-ui.html", "/swagger-ui/index.html", "/v3/api-docs", "/v3/api-docs/swagger-config"})
    void does_not_describe_itself(String path) {
        var answer = calls.call("GET", path, null);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:dayshift:problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness", "/actuator/info"})
    void leaves_open_whether_it_lives_and_which_build_it_is(String path) {
        assertThat(calls.call("GET", path, null).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/metrics",
                "/actuator/loggers",
                "/actuator/sbom",
                "/nope",
            })
    @MethodSource("ownRoutes")
    void leaves_nothing_else_open(String path) {
        RoleCalls.assertUnauthorized("GET", calls.call("GET", path, null), "Bearer");
    }

    @Test
    void shows_log_levels_and_keeps_them() {
        var monitor = RoleCalls.tokenOf("monitor");

        assertThat(calls.call("GET", "/actuator/loggers/io.dayshift", monitor).statusCode())
                .isEqualTo(200);
        assertThat(calls.call("POST", "/actuator/loggers/io.dayshift", monitor).statusCode())
                .isEqualTo(405);
    }

    @Test
    void does_not_tell_its_version_of_java() {
        assertThat(calls.call("GET", "/actuator/info", null).body())
                .contains("\"build\"")
                .doesNotContain("\"java\"");
    }
}
