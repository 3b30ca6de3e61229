package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dayshift.common.security.Authority;
import io.dayshift.common.security.Authority.Pem;
import io.dayshift.helm.Chart;
import io.dayshift.systemtests.crew.StandaloneRedis;
import io.dayshift.systemtests.crew.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A manager and a worker with what the Helm chart gives them in the mode of mutual TLS, and certificates from one authority. */
@TestMethodOrder(OrderAnnotation.class)
class ChartMtlsIT {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String TOKENS = "night-dayshift-tokens";

    @TempDir
    static Path folder;

    private static ChartCluster cluster;
    private static StandaloneRedis redis;
    private static ChartPod manager;
    private static ChartPod worker;
    private static Pem managers;
    private static SSLContext stranger;

    @BeforeAll
    static void start_what_the_chart_describes() {
        var authority = new Authority(folder.resolve("authority"), "crew");
        managers = authority.issue("manager", "managers", "dns:night-dayshift-manager");
        var workers = authority.issueWithoutAddress("worker", "night-dayshift-worker");
        cluster = new ChartCluster(
                Chart.render(Chart.mode("mtls-values.yaml")),
                Map.of("manager-certificate", secret(managers), "worker-certificate", secret(workers)),
                folder);
        stranger = managers.trustAlone();
        redis = StandaloneRedis.start(folder.resolve("redis"));
        var url = redis.master().url();
        manager =
                ChartPod.start("manager-app", "night-dayshift-manager", cluster, Map.of("SPRING_DATA_REDIS_URL", url));
        worker = ChartPod.start(
                "worker-app",
                "night-dayshift-worker-default",
                cluster,
                Map.of(
                        "SPRING_DATA_REDIS_URL",
                        url,
                        "DAYSHIFT_WORKER_MANAGERURLS",
                        manager.address().toString()));
        Waiting.expect(LONG, () -> isReady(manager) && isReady(worker), "the probes of the chart succeed");
    }

    @AfterAll
    static void stop() {
        worker.close();
        manager.close();
        redis.close();
    }

    @Test
    void a_task_runs() {
        var task = call(stranger, "POST", manager.address(), "/v1/tasks?wait=60s", token("submit"));

        assertThat(task).startsWith("HTTP/1.1 200").contains("SUCCEEDED");
    }

    /** In the cluster the kubelet and Prometheus come without a certificate. */
    @Test
    void health_and_metrics_are_there_by_tls_and_without_a_certificate() {
        for (var pod : List.of(manager, worker)) {
            assertThat(call(stranger, "GET", pod.management(), "/actuator/health/liveness", "none"))
                    .startsWith("HTTP/1.1 200");
            assertThat(call(stranger, "GET", pod.management(), "/actuator/prometheus", token("monitor")))
                    .startsWith("HTTP/1.1 200");
            assertThat(call(stranger, "GET", pod.management(), "/actuator/prometheus", "none"))
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void tokens_of_the_crew_are_of_no_use() {
        assertThat(call(stranger, "POST", manager.address(), "/register", token("worker")))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void nobody_reaches_a_worker_without_a_certificate() {
        var path = "/actuator/health/worker";

        assertThatThrownBy(() -> call(stranger, "GET", worker.address(), path, token("manager")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(SSLException.class);
        assertThat(call(managers.context(), "GET", worker.address(), path, ""))
                .contains("\"workerId\":\"night-dayshift-worker-default-0\"");
    }

    /** The certificate of the worker names no address; what the manager goes by is its name. Comes last: it ends the worker. */
    @Order(Integer.MAX_VALUE)
    @Test
    void the_manager_reaches_the_worker_and_sends_it_home() {
        Waiting.expect(LONG, () -> sendHome().startsWith("HTTP/1.1 202"), "the worker was sent home");

        Waiting.expect(LONG, () -> !worker.process().isAlive(), "the worker is gone");
    }

    private static String sendHome() {
        return call(
                stranger,
                "POST",
                manager.address(),
                "/v1/workers/night-dayshift-worker-default-0/shutdown",
                token("operate"));
    }

    private static Map<String, String> secret(Pem pem) {
        return Map.of("tls.crt", text(pem.certificate()), "tls.key", text(pem.key()), "ca.crt", text(pem.trusted()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReady(ChartPod pod) {
        try {
            return call(stranger, "GET", pod.management(), "/actuator/health/readiness", "none")
                    .startsWith("HTTP/1.1 200");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static String token(String role) {
        return cluster.secret(TOKENS, role);
    }

    /** Calls without a look at the host's name: what is called here is called at an address of the loopback network. */
    private static String call(SSLContext context, String method, URI base, String path, String token) {
        var body = path.startsWith("/v1/tasks")
                ? "{\"type\":\"echo\"}"
                : path.endsWith("/shutdown") ? "{\"mode\":\"DRAIN\",\"cleanUp\":true}" : "";
        var request = """
                %s %s HTTP/1.1\r
                Host: %s\r
                %sContent-Type: application/json\r
                Content-Length: %d\r
                Connection: close\r
                \r
                %s""".formatted(
                        method,
                        path,
                        base.getAuthority(),
                        token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n",
                        body.length(),
                        body);
        try (var socket = context.getSocketFactory().createSocket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) LONG.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
