package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may call what. No Redis is there: whoever is let in hears 503, or what the input deserves. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.data.redis.url=redis://127.0.0.1:1",
            "dayshift.security.tokens.submit=submit-0123456789abcdef",
            "dayshift.security.tokens.read=read-0123456789abcdef",
            "dayshift.security.tokens.operate=operate-0123456789abcdef",
            "dayshift.security.tokens.worker=worker-0123456789abcdef",
            "dayshift.security.tokens.monitor=monitor-0123456789abcdef",
        })
class TokensIT {

    private static final String ID = "019ac300-0000-7000-8000-000000000001";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private HttpResponse<String> call(String method, String path, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path.replace("ID", ID)))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("POST")
                                ? BodyPublishers.ofString("{\"type\":\"echo\"}")
                                : BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String tokenOf(String role) {
        return role + "-0123456789abcdef";
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /v1/tasks               | submit operate",
                "POST | /v1/tasks?wait=1s       | submit operate",
                "POST | /v1/tasks/batch         | submit operate",
                "GET  | /v1/tasks               | submit read operate",
                "GET  | /v1/tasks/ID            | submit read operate",
                "GET  | /v1/tasks/ID/why        | submit read operate",
                "POST | /v1/tasks/ID/cancel     | operate",
                "POST | /v1/tasks/ID/retry      | operate",
                "GET  | /v1/workers             | read operate",
                "GET  | /v1/stats               | read operate",
                "POST | /v1/workers/w-1/drain   | operate",
                "POST | /v1/workers/shutdown    | operate",
                "POST | /register               | worker",
                "GET  | /actuator/prometheus    | monitor",
                "GET  | /actuator/health        | monitor",
            })
    void lets_in_only_the_roles_that_may(String method, String path, String allowed)
            throws IOException, InterruptedException {
        for (var role : new String[] {"submit", "read", "operate", "worker", "monitor"}) {
            var status = call(method, path, tokenOf(role)).statusCode();
            if (allowed.contains(role)) {
                assertThat(status).as(role).isNotIn(401, 403);
            } else {
                assertThat(status).as(role).isEqualTo(403);
            }
        }
        var nobody = call(method, path, null);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(nobody.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(nobody.body()).contains("urn:dayshift:problem:unauthorized");
        assertThat(call(method, path, "wrong-0123456789ab").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"/actuator/health/liveness, 200", "/actuator/health/readiness, 503", "/v3/api-docs, 200"})
    void leaves_open_what_tells_nobody_anything(String path, int status) throws IOException, InterruptedException {
        assertThat(call("GET", path, null).statusCode()).isEqualTo(status);
    }

    @Test
    void does_not_start_for_strangers_without_tokens() {
        var application = new SpringApplicationBuilder(ManagerApplication.class);

        assertThatThrownBy(() -> application.run(
                        "--server.address=0.0.0.0", "--server.port=0", "--spring.data.redis.url=redis://127.0.0.1:1"))
                .rootCause()
                .hasMessageContaining("No tokens are set")
                .hasMessageContaining("0.0.0.0");
    }
}
