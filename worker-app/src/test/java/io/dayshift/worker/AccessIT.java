package io.dayshift.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.Routes;
import io.dayshift.common.security.WithTokens;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may call what. No manager is there. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "dayshift.worker.manager-urls=http://127.0.0.1:1",
        })
class AccessIT extends WithTokens {

    /** Every route of the API. One that is new is missing here, and is not there for anybody until it has a rule. */
    private static final Map<String, Set<String>> ROUTES =
            Map.of("POST /assign", Set.of("manager"), "POST /shutdown", Set.of("manager"));

    /** What is there and not documented: where errors are worded, which nobody calls. */
    private static final Set<String> HIDDEN = Set.of("ANY /error");

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private RoleCalls calls;

    @BeforeEach
    void finds_the_service() {
        calls = new RoleCalls(port);
    }

    @Test
    void has_a_rule_for_every_route_of_the_api() {
        assertThat(calls.documentedRoutes()).isEqualTo(ROUTES.keySet());
    }

    @Test
    void documents_every_route_that_is_not_hidden_on_purpose() {
        assertThat(Routes.of(mapping))
                .isEqualTo(
                        Stream.of(ROUTES.keySet(), HIDDEN).flatMap(Set::stream).collect(Collectors.toSet()));
    }

    static Stream<String> routes() {
        return ROUTES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void lets_in_only_the_roles_that_may(String route) {
        var parts = route.split(" ");

        calls.assertOnly(ROUTES.get(route), parts[0], parts[1]);
    }

    @Test
    void shows_the_monitor_what_it_is_made_of() {
        var sbom = calls.call("GET", "/actuator/sbom/application", RoleCalls.tokenOf("monitor"));

        assertThat(sbom.statusCode()).isEqualTo(200);
        assertThat(sbom.body()).contains("\"bomFormat\" : \"CycloneDX\"", "spring-security-web");
    }

    @Test
    void shows_its_health_to_managers_too() {
        calls.assertOnly(Set.of("manager", "monitor"), "GET", "/actuator/health/worker");
        calls.assertHeadIsAsGet("/actuator/health/worker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/sbom"})
    void shows_the_actuator_to_the_monitor_only(String path) {
        calls.assertOnly(Set.of("monitor"), "GET", path);
    }

    @ParameterizedTest
    @CsvSource({"/actuator/health/liveness, 200", "/actuator/info, 200", "/v3/api-docs, 200"})
    void leaves_open_what_tells_nobody_anything(String path, int status) {
        assertThat(calls.call("GET", path, null).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"GET, /nope", "POST, /v1/tasks", "POST, /register", "GET, /assign/x"})
    void knows_nothing_of_a_path_that_no_rule_names(String method, String path) {
        calls.assertNothingAt(method, path);
    }

    @Test
    void does_not_start_for_strangers_without_tokens() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(WorkerApplication.class)
                        .run("--server.address=0.0.0.0", "--server.port=0", "--spring.data.redis.url=" + redisUrl())
                        .close())
                .rootCause()
                .hasMessageContaining("No tokens are set");
    }

    @Test
    void does_not_start_when_it_has_nothing_to_show_to_managers() {
        var digest = "sha256:" + "0".repeat(64);

        assertThatThrownBy(() -> new SpringApplicationBuilder(WorkerApplication.class)
                        .properties(Map.of("dayshift.security.tokens.worker", digest))
                        .run("--server.port=0", "--spring.data.redis.url=" + redisUrl())
                        .close())
                .rootCause()
                .hasMessageContaining("dayshift.security.tokens.worker has only digests");
    }
}
