package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.security.Routes;
import io.dayshift.common.security.WithTokens;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/** Who may call what. Whoever is let in hears what the input deserves. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AccessIT extends WithTokens {

    /** Every route of the API. One that is new is missing here, and is not there for anybody until it has a rule. */
    private static final Map<String, Set<String>> ROUTES = new TreeMap<>(Map.ofEntries(
            Map.entry("POST /v1/tasks", Set.of("submit", "operate")),
            Map.entry("POST /v1/tasks/batch", Set.of("submit", "operate")),
            Map.entry("GET /v1/tasks", Set.of("submit", "read", "operate")),
            Map.entry("GET /v1/tasks/{id}", Set.of("submit", "read", "operate")),
            Map.entry("GET /v1/tasks/{id}/result", Set.of("submit", "read", "operate")),
            Map.entry("GET /v1/tasks/{id}/why", Set.of("submit", "read", "operate")),
            Map.entry("POST /v1/tasks/{id}/cancel", Set.of("operate")),
            Map.entry("POST /v1/tasks/{id}/retry", Set.of("operate")),
            Map.entry("GET /v1/workers", Set.of("read", "operate")),
            Map.entry("GET /v1/workers/{id}", Set.of("read", "operate")),
            Map.entry("GET /v1/workers/{id}/queue", Set.of("read", "operate")),
            Map.entry("GET /v1/workers/{id}/results", Set.of("read", "operate")),
            Map.entry("POST /v1/workers/{id}/drain", Set.of("operate")),
            Map.entry("POST /v1/workers/{id}/resume", Set.of("operate")),
            Map.entry("POST /v1/workers/{id}/shutdown", Set.of("operate")),
            Map.entry("POST /v1/workers/shutdown", Set.of("operate")),
            Map.entry("GET /v1/stats", Set.of("read", "operate")),
            Map.entry("POST /register", Set.of("worker"))));

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

    static Stream<String> routes() {
        return ROUTES.keySet().stream();
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

    @ParameterizedTest
    @MethodSource("routes")
    void lets_in_only_the_roles_that_may(String route) {
        var parts = route.split(" ");

        calls.assertOnly(ROUTES.get(route), parts[0], parts[1]);
        if (parts[0].equals("GET")) {
            calls.assertHeadIsAsGet(parts[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/metrics", "/actuator/loggers"
            })
    void shows_the_actuator_to_the_monitor_only(String path) {
        calls.assertOnly(Set.of("monitor"), "GET", path);
    }

    @Test
    void shows_the_monitor_what_it_is_made_of() {
        var sbom = calls.call("GET", "/actuator/sbom/application", RoleCalls.tokenOf("monitor"));

        assertThat(sbom.statusCode()).isEqualTo(200);
        assertThat(sbom.body()).contains("\"bomFormat\" : \"CycloneDX\"", "spring-security-web");
        assertThat(calls.call("GET", "/actuator/sbom/application", null).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health/liveness, 200",
        "/actuator/health/readiness, 200",
        "/actuator/info, 200",
        "/v3/api-docs, 200",
        "/v3/api-docs.yaml, 200",
        "/swagger-ui/index.html, 200"
    })
    void leaves_open_what_tells_nobody_anything(String path, int status) {
        assertThat(calls.call("GET", path, null).statusCode()).isEqualTo(status);
        assertThat(calls.call("GET", path, "wrong-0123456789ab").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nope",
        "POST, /nope",
        "GET, /error",
        "GET, /v1",
        "GET, /v1/nope",
        "POST, /v1/nope",
        "GET, /v1/tasks/",
        "GET, /v1/tasks/{id}/nope",
        "DELETE, /v1/tasks/{id}/why/x"
    })
    void knows_nothing_of_a_path_that_no_rule_names(String method, String path) {
        calls.assertNothingAt(method, path);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/tasks, operate",
        "PUT, /v1/tasks/batch, submit",
        "GET, /v1/tasks/{id}/cancel, operate",
        "POST, /v1/stats, operate",
        "PUT, /register, worker",
    })
    void tells_whoever_may_call_a_path_of_a_wrong_method(String method, String path, String role) {
        var answer = calls.call(method, path, RoleCalls.tokenOf(role));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow"))
                .hasValueSatisfying(allowed -> assertThat(allowed).doesNotContain(method));
    }

    @Test
    void does_not_start_for_strangers_without_tokens() {
        assertThatThrownBy(() -> start("--server.address=0.0.0.0", "--server.port=0"))
                .rootCause()
                .hasMessageContaining("No tokens are set")
                .hasMessageContaining("server.address is 0.0.0.0");
    }

    @Test
    void does_not_start_an_actuator_for_strangers_without_tokens() {
        assertThatThrownBy(() -> start("--server.port=0", "--management.server.port=0"))
                .rootCause()
                .hasMessageContaining("No tokens are set")
                .hasMessageContaining("management.server.address is empty");
    }

    private static void start(String... options) {
        var all = Stream.concat(Stream.of("--spring.data.redis.url=" + redisUrl()), Stream.of(options));
        new SpringApplicationBuilder(ManagerApplication.class)
                .run(all.toArray(String[]::new))
                .close();
    }
}
