package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.process.RedisServer;
import io.dayshift.common.security.Authority;
import io.dayshift.common.security.Authority.Pem;
import io.dayshift.common.web.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A manager that knows workers by their certificates. */
class CertificatesIT {

    private static final String ROLES = "--dayshift.security.certificates.";
    private static final String TASK = "{\"type\":\"nobody\"}";
    private static final String TOKEN = "submit-0123456789abcdef";

    @TempDir
    private static Path folder;

    private static RedisServer redis;
    private static Authority authority;
    private static Pem own;
    private static ConfigurableApplicationContext manager;

    @BeforeAll
    static void starts_a_manager() {
        redis = RedisServer.start(folder.resolve("redis"), 0);
        authority = new Authority(folder.resolve("ca"), "ca");
        own = authority.issue("manager", "dayshift-manager");
        manager = start(
                "--server.ssl.client-auth=want",
                ROLES + "worker=dayshift-worker,spiffe://dayshift/worker",
                ROLES + "read=auditor.example.org",
                ROLES + "submit=dayshift-submitter",
                "--dayshift.limits.head-time=3s",
                "--dayshift.security.tokens.submit=" + TOKEN);
    }

    private static ConfigurableApplicationContext start(String... more) {
        return start(own.bundle("crew"), more);
    }

    private static ConfigurableApplicationContext start(List<String> bundle, String... more) {
        var options = new ArrayList<>(bundle);
        options.addAll(
                List.of("--server.port=0", "--server.ssl.bundle=crew", "--spring.data.redis.url=" + redis.url()));
        options.addAll(List.of(more));
        return new SpringApplicationBuilder(ManagerApplication.class, LongWay.class)
                .run(options.toArray(String[]::new));
    }

    @AfterAll
    static void ends_the_manager() {
        manager.close();
        redis.close();
    }

    /** Calls as the holder of that certificate, over a connection of its own. */
    private static HttpResponse<String> call(Pem holder, String method, String path, String... headers) {
        return send(holder.context(), method, path, "{}", headers);
    }

    private static HttpResponse<String> send(
            SSLContext tls, String method, String path, String body, String... headers) {
        var port = manager.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (var client = HttpClient.newBuilder().sslContext(tls).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static int status(Pem holder, String method, String path) {
        return call(holder, method, path).statusCode();
    }

    /** The beginning of a greeting of 512 bytes. */
    @Test
    void waits_only_so_long_for_a_greeting() {
        var port = manager.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

        var trickle = new Wire(port)
                .trickle(
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                        "a",
                        Duration.ofMillis(200),
                        Duration.ofSeconds(9));

        assertThat(trickle.open()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
    }

    @Test
    void knows_a_worker_by_its_common_name() {
        var worker = authority.issue("worker", "dayshift-worker");

        assertThat(status(worker, "POST", "/register")).isEqualTo(400);
        assertThat(status(worker, "GET", "/v1/stats")).isEqualTo(403);
        assertThat(status(worker, "GET", "/nope")).isEqualTo(404);
    }

    @Test
    void knows_holders_by_their_other_names() {
        assertThat(status(authority.issue("w", "w", "uri:spiffe://dayshift/worker"), "POST", "/register"))
                .isEqualTo(400);
        assertThat(status(authority.issue("a", "a", "dns:auditor.example.org"), "GET", "/v1/stats"))
                .isEqualTo(200);
    }

    @Test
    void does_not_know_other_names() {
        assertThat(status(authority.issue("x1", "dayshift-worker2"), "POST", "/register"))
                .isEqualTo(401);
        assertThat(status(authority.issue("x2", "x dayshift-worker"), "POST", "/register"))
                .isEqualTo(401);
    }

    @Test
    void judges_by_the_token_who_bears_one() {
        var worker = authority.issue("bearer", "dayshift-worker");

        assertThat(call(worker, "POST", "/register", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(403);
        assertThat(call(worker, "POST", "/register", "Authorization", "Bearer wrong-0123456789ab")
                        .statusCode())
                .isEqualTo(401);
    }

    /** A browser shows its user's certificate for every page that makes it call. */
    @Test
    void does_nothing_for_a_page_of_another_site_whatever_certificate_the_browser_shows() {
        var worker = authority.issue("browser", "dayshift-worker");
        var port = manager.getEnvironment().getRequiredProperty("local.server.port");

        assertThat(call(worker, "POST", "/register", "Origin", "https://evil.example")
                        .body())
                .contains("urn:dayshift:problem:foreign-origin");
        assertThat(call(worker, "POST", "/register", "Origin", "https://127.0.0.1:" + port)
                        .statusCode())
                .isEqualTo(400);
    }

    /** Sends a plain task, and the same in a form that only the long way takes. */
    private static void assertSubmitsAlike(int status, SSLContext tls, String... headers) {
        var longWay = manager.getBean(LongWay.class);
        var before = longWay.requests();
        var plain = send(tls, "POST", "/v1/tasks", TASK, headers);
        assertThat(longWay.requests()).as("a plain task has come to Spring MVC").isEqualTo(before);

        var more = Stream.concat(Stream.of(headers), Stream.of("Accept", "application/json, */*"));
        var other = send(tls, "POST", "/v1/tasks", TASK, more.toArray(String[]::new));
        assertThat(longWay.requests()).as("the other has").isEqualTo(status == 202 ? before + 1 : before);

        assertThat(plain.statusCode()).isEqualTo(status);
        assertThat(other.statusCode()).isEqualTo(status);
        assertThat(headers(other)).isEqualTo(headers(plain));
        assertThat(TwoWays.alike(other.body())).isEqualTo(TwoWays.alike(plain.body()));
        assertThat(plain.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    private static Map<String, String> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<String, String>();
        answer.headers().map().forEach((name, values) -> headers.put(name, TwoWays.alike(values.toString())));
        headers.remove("date");
        return headers;
    }

    @Test
    void takes_a_task_from_the_holder_of_a_certificate_that_may_submit_on_either_way() {
        var submitter = authority.issue("submitter", "dayshift-submitter").context();

        assertSubmitsAlike(202, submitter);
    }

    @Test
    void takes_a_task_from_who_bears_a_token_whatever_his_certificate_is_on_either_way() {
        var worker = authority.issue("worker-with-token", "dayshift-worker").context();

        assertSubmitsAlike(202, worker, "Authorization", "Bearer " + TOKEN);
    }

    @Test
    void takes_no_task_from_a_worker_on_either_way() {
        var worker = authority.issue("worker-submits", "dayshift-worker").context();

        assertSubmitsAlike(403, worker);
    }

    @Test
    void takes_no_task_from_who_has_no_certificate_or_one_that_nobody_knows_on_either_way() {
        var unknown = authority.issue("unknown", "dayshift-submitter2").context();

        assertSubmitsAlike(401, own.trustAlone());
        assertSubmitsAlike(401, unknown);
    }

    @Test
    void takes_no_task_from_who_bears_a_wrong_token_whatever_his_certificate_is_on_either_way() {
        var submitter =
                authority.issue("submitter-with-token", "dayshift-submitter").context();

        assertSubmitsAlike(401, submitter, "Authorization", "Bearer wrong-0123456789ab");
    }

    @Test
    void has_no_ear_for_certificates_of_another_authority() {
        var stranger = new Authority(folder.resolve("other"), "ca").issue("stranger", "dayshift-worker");
        var mixed = new Pem(stranger.certificate(), stranger.key(), own.trusted());

        assertThatThrownBy(() -> call(mixed, "POST", "/register")).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void does_not_start_when_nobody_is_asked_for_a_certificate() {
        assertThatThrownBy(() -> start(ROLES + "worker=dayshift-worker").close())
                .rootCause()
                .hasMessageContaining("nobody is asked for one");
    }

    @Test
    void does_not_start_when_any_authority_would_be_trusted() {
        var withoutTrust = own.bundle("crew").stream()
                .filter(option -> !option.contains("truststore"))
                .toList();

        assertThatThrownBy(() -> start(withoutTrust, ROLES + "worker=dayshift-worker", "--server.ssl.client-auth=need")
                        .close())
                .rootCause()
                .hasMessageContaining("does not say which to trust");
    }

    @Test
    void shows_a_new_certificate_when_the_files_have_changed() {
        var worker = authority.issue("visitor", "dayshift-worker");
        var before = shown(worker);
        var renewed = authority.issue("manager-renewed", "dayshift-manager");

        own.replaceBy(renewed);

        await().atMost(Duration.ofSeconds(20)).until(() -> !shown(worker).equals(before));
        assertThat(status(worker, "POST", "/register")).isEqualTo(400);
    }

    private static Certificate shown(Pem holder) {
        try {
            return call(holder, "GET", "/nope").sslSession().orElseThrow().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException(e);
        }
    }
}
