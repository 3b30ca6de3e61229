package io.dayshift.worker.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.dayshift.common.handler.TaskRejectedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpHandlerTest {

    private final HttpHandler handler = handler("127.0.0.0/8", "::1");
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            if ("slow".equals(exchange.getRequestURI().getQuery())) {
                return;
            }
            var status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            var body = exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("X-Test") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("X-Secret", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders()
                    .set("X-Type", String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
            var query = exchange.getRequestURI().getQuery();
            if (query != null) {
                exchange.getResponseHeaders().set("Location", query.equals("circle") ? "/302?circle" : query);
            }
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static HttpHandler handler(String... networks) {
        return new HttpHandler(
                JsonMapper.shared(),
                new HttpProperties(List.of(networks), DataSize.ofKilobytes(4), Duration.ofMillis(500)));
    }

    private JsonNode run(int status, String more) throws Exception {
        return run(Integer.toString(status), more);
    }

    private JsonNode run(String path, String more) throws Exception {
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
        return JsonMapper.shared().valueToTree(handler.handle(new FakeRun("{\"url\":\"" + url + "\"" + more + "}")));
    }

    @Test
    void returns_what_the_server_answers() throws Exception {
        var answer = run(404, "");

        assertThat(answer.get("status").intValue()).isEqualTo(404);
        assertThat(answer.get("body").stringValue()).startsWith("GET null");
    }

    @Test
    void sends_method_headers_and_body() throws Exception {
        var text = run(200, ",\"method\":\"POST\",\"headers\":{\"X-Test\":\"h\"},\"body\":\"plain\"");
        var json = run(200, ",\"method\":\"PUT\",\"body\":{\"n\":[1,2]}");

        assertThat(text.get("body").stringValue()).isEqualTo("POST h plain");
        assertThat(json.get("body").stringValue()).isEqualTo("PUT null {\"n\":[1,2]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void fails_when_trying_again_may_help(int status) {
        assertThatThrownBy(() -> run(status, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(status));
    }

    @Test
    void says_that_json_is_json_unless_told_otherwise() throws Exception {
        var json = run(200, ",\"method\":\"POST\",\"body\":{}");
        var told = run(200, ",\"method\":\"POST\",\"headers\":{\"content-type\":\"a/b\"},\"body\":{}");

        assertThat(json.get("headers").get("x-type").stringValue()).isEqualTo("application/json");
        assertThat(told.get("headers").get("x-type").stringValue()).isEqualTo("a/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:1/", "ftp://127.0.0.1/", "file:///etc/hostname", "", "mailto:a@b"})
    void does_not_follow_a_redirect_to_another_scheme(String location) throws Exception {
        assertThat(run("302?" + location, "").get("status").intValue()).isEqualTo(302);
    }

    @Test
    void follows_a_redirect_as_browsers_do() throws Exception {
        var more = ",\"method\":\"POST\",\"headers\":{\"X-Test\":\"h\"},\"body\":{}";

        assertThat(run("302?/200", more).get("body").stringValue()).isEqualTo("GET h ");
        assertThat(run("307?/200", more).get("body").stringValue()).isEqualTo("POST h {}");
    }

    @Test
    void tells_no_secrets_to_another_host() throws Exception {
        var other = "http://localhost:" + server.getAddress().getPort() + "/200";
        var more = ",\"headers\":{\"Authorization\":\"Bearer s\"}";

        assertThat(run("302?/200", more).get("headers").get("x-secret").stringValue())
                .isEqualTo("Bearer s");
        assertThat(run("302?" + other, more).get("headers").get("x-secret").stringValue())
                .isEqualTo("null");
    }

    @Test
    void does_not_go_in_circles() throws Exception {
        assertThat(run("302?circle", "").get("status").intValue()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "0.0.0.0"})
    void calls_public_addresses_only_unless_told_otherwise(String host) {
        var url = "http://" + host + ":" + server.getAddress().getPort() + "/200";

        assertThatThrownBy(() -> handler().handle(new FakeRun("{\"url\":\"" + url + "\"}")))
                .isInstanceOf(TaskRejectedException.class)
                .hasMessageContaining("dayshift.worker.http.allowed-networks");
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1:1/", "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/"})
    void is_not_redirected_to_where_it_may_not_go(String location) {
        assertThatThrownBy(() -> run("302?" + location, ""))
                .isInstanceOf(TaskRejectedException.class)
                .hasMessageContaining("nothing was sent there");
    }

    @Test
    void takes_no_long_answers() {
        assertThatThrownBy(() -> run(200, ",\"method\":\"POST\",\"body\":\"" + "x".repeat(5000) + "\""))
                .isInstanceOf(TaskRejectedException.class)
                .hasMessageContaining("longer than the 4096 bytes")
                .hasMessageContaining("dayshift.worker.http.max-response");
    }

    @Test
    void waits_only_so_long() {
        assertThatThrownBy(() -> run("200?slow", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no complete answer within PT0.5S");
    }

    @Test
    void breaks_a_call_off_when_it_is_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run("200?slow", "")).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\":\"http://a@127.0.0.1/\"}",
                "{\"url\":\"no url\"}",
                "{\"url\":\"ftp://127.0.0.1/\"}",
                "{\"url\":\"/path\"}",
                "{\"url\":\"http://127.0.0.1/\",\"headers\":{\"a\":null}}",
                "{\"url\":\"http://127.0.0.1/\",\"headers\":{\"a b\":\"c\"}}",
                "{\"url\":\"http://127.0.0.1/\",\"method\":\"\"}",
                "{\"url\":\"http://127.0.0.1/\",\"verb\":\"GET\"}"
            })
    void rejects_what_is_no_request(String payload) {
        assertThatThrownBy(() -> handler.handle(new FakeRun(payload))).isInstanceOf(TaskRejectedException.class);
    }
}
