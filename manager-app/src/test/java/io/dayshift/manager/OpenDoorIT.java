package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.process.LastingRedis;
import io.dayshift.common.process.RedisServer;
import io.dayshift.common.security.RoleCalls;
import io.dayshift.common.web.Wire;
import io.dayshift.common.web.Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With nothing that tells callers apart everybody on this machine may do everything there is. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class OpenDoorIT {

    private static final String TASK = "019ac300-0000-7000-8000-000000000001";

    private static RedisServer redis;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void starts_redis() {
        redis = LastingRedis.start();
    }

    @DynamicPropertySource
    static void finds_redis(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.url", () -> redis.url());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/stats, 200",
        "HEAD, /v1/stats, 200",
        "POST, /v1/tasks, 202",
        "PUT, /v1/tasks, 405",
        "POST, /register, 400",
        "GET, /actuator/prometheus, 200",
        "GET, /nope, 404",
        "POST, /v1/nope, 404",
    })
    void lets_everybody_do_what_there_is(String method, String path, int status) {
        assertThat(new RoleCalls(port).call(method, path, null).statusCode()).isEqualTo(status);
        assertThat(new RoleCalls(port)
                        .call(method, path, "any-0123456789abcdef")
                        .statusCode())
                .isEqualTo(status);
    }

    /** It is the plain form of a submit, which takes a shorter way than others. */
    @ParameterizedTest
    @CsvSource({
        "elsewhere.example, X: y, 421",
        "localhost, Origin: http://elsewhere.example, 403",
        "localhost, X: y, 202",
    })
    void lets_no_page_of_another_site_submit(String host, String header, int status) {
        var task = "{\"type\":\"nobody\"}";
        var answer = new Wire(port)
                .send("POST /v1/tasks HTTP/1.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + task.length() + "\r\nHost: " + host + "\r\n" + header + "\r\n\r\n"
                        + task);

        assertThat(answer.status()).isEqualTo(status);
    }

    private Answer send(String method, String path, String... headers) {
        var head = String.join("\r\n", headers).replace("PORT", String.valueOf(port));
        return new Wire(port)
                .send(method + " " + path + " HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n" + head
                        + "\r\n\r\n");
    }

    private static void assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("urn:dayshift:problem:" + slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "LOCALHOST", "127.0.0.1:PORT", "127.1.2.3", "[::1]:PORT", "localhost:9"})
    void answers_by_the_names_of_this_machine(String host) {
        assertThat(send("GET", "/v1/stats", "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:PORT",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "my-host",
                ""
            })
    void has_no_ear_for_a_name_that_only_leads_here(String host) {
        for (var path : List.of("/v1/stats", "/actuator/health/liveness", "/swagger-ui/index.html", "/nope")) {
            assertProblem(send("GET", path, "Host: " + host, "X-Forwarded-Host: localhost"), 421, "foreign-host");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "http://localhost:9", "https://localhost:PORT", "http://[bad", ""
            })
    void does_nothing_for_a_page_of_another_site(String origin) {
        for (var path : List.of("/v1/workers/w-1/shutdown", "/v1/tasks/%s/cancel".formatted(TASK), "/nope")) {
            assertProblem(send("POST", path, "Host: localhost:PORT", "Origin: " + origin), 403, "foreign-origin");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:PORT, Origin: http://localhost:PORT",
        "[::1]:PORT, Origin: http://[::1]:PORT",
        "localhost:PORT, Accept: */*",
        // Behind something that does TLS and does not say so.
        "localhost, Origin: https://localhost|Sec-Fetch-Site: same-origin",
    })
    void works_for_its_own_pages_and_for_what_is_no_page(String host, String header) {
        var path = "/v1/tasks/%s/cancel".formatted(TASK);

        assertProblem(send("POST", path, "Host: " + host, header.replace("|", "\r\n")), 404, "not-found");
    }
}
