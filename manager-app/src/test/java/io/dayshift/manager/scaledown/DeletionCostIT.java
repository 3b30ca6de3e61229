package io.dayshift.manager.scaledown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.dayshift.common.process.RedisServer;
import io.dayshift.common.security.Authority;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.worker.Registration;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.ManagerApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A manager and something that answers like the API server of Kubernetes. */
class DeletionCostIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private RedisServer redis;
    private HttpsServer apiServer;
    private Path token;
    private volatile int status = 200;

    /** What the API server was asked. */
    private record Call(String line, String authorization, String contentType, String body) {

        static Call of(HttpExchange exchange) throws IOException {
            var headers = exchange.getRequestHeaders();
            return new Call(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    headers.getFirst("Authorization"),
                    headers.getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void start() throws IOException {
        redis = RedisServer.start(folder.resolve("redis"), 0);
        token = Files.writeString(folder.resolve("token"), "first-token\n");
        apiServer = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        apiServer.createContext("/", exchange -> {
            try (exchange) {
                calls.add(Call.of(exchange));
                exchange.sendResponseHeaders(status, -1);
            }
        });
    }

    @AfterEach
    void stop() {
        apiServer.stop(0);
        redis.close();
    }

    @Test
    void tells_kubernetes_what_the_pod_of_a_worker_costs() {
        try (var manager = manager("--dayshift.kubernetes.deletion-cost=true")) {
            register(manager, "dayshift-worker-default-7c9-x2v");

            await().atMost(LONG).until(() -> !calls.isEmpty());
        }
        assertThat(calls).hasSize(1).allSatisfy(call -> {
            assertThat(call.line()).isEqualTo("PATCH /api/v1/namespaces/works/pods/dayshift-worker-default-7c9-x2v");
            assertThat(call.authorization()).isEqualTo("Bearer first-token");
            assertThat(call.contentType()).startsWith("application/merge-patch+json");
            assertThat(JsonMapper.shared().readTree(call.body()))
                    .isEqualTo(
                            JsonMapper.shared()
                                    .readTree(
                                            "{\"metadata\":{\"annotations\":{\"controller.kubernetes.io/pod-deletion-cost\":\"0\"}}}"));
        });
    }

    /** The kubelet replaces the token while it is in use. */
    @Test
    void shows_the_token_that_is_there_at_the_time() throws IOException {
        try (var manager = manager("--dayshift.kubernetes.deletion-cost=true")) {
            register(manager, "w-1");
            await().atMost(LONG).until(() -> calls.size() == 1);

            Files.writeString(token, "second-token");
            register(manager, "w-2");
            await().atMost(LONG).until(() -> calls.size() == 2);
        }
        assertThat(calls).extracting(Call::authorization).containsExactly("Bearer first-token", "Bearer second-token");
    }

    @Test
    void goes_on_without_a_pod_and_without_permission() {
        status = 404;
        try (var manager = manager("--dayshift.kubernetes.deletion-cost=true")) {
            register(manager, "elsewhere");
            await().atMost(LONG).until(() -> calls.size() == 1);

            status = 403;
            register(manager, "w-1");
            await().atMost(LONG).until(() -> calls.size() == 2);

            assertThat(manager.getBean(WorkerStore.class).survey().crew()).hasSize(2);
        }
    }

    @Test
    void has_nothing_to_do_with_kubernetes_unless_told() {
        try (var manager = manager("--dayshift.kubernetes.deletion-cost=false")) {
            assertThat(manager.getBeanNamesForType(DeletionCosts.class)).isEmpty();
            assertThat(manager.containsBean("podClient")).isFalse();
        }
    }

    private ConfigurableApplicationContext manager(String option) {
        var authority = new Authority(folder.resolve("cluster"), "cluster");
        var pem = authority.issue("api-server", "api-server");
        apiServer.setHttpsConfigurator(new HttpsConfigurator(pem.context()));
        apiServer.start();
        return new SpringApplicationBuilder(ManagerApplication.class)
                .run(
                        option,
                        "--server.port=0",
                        "--dayshift.lease=60s",
                        "--spring.data.redis.url=" + redis.url(),
                        "--spring.ssl.bundle.pem.kubernetes.truststore.certificate="
                                + pem.trusted().toUri(),
                        "--dayshift.kubernetes.ssl-bundle=kubernetes",
                        "--dayshift.kubernetes.namespace=works",
                        "--dayshift.kubernetes.token-file=" + token,
                        "--dayshift.kubernetes.api-server=https://127.0.0.1:"
                                + apiServer.getAddress().getPort());
    }

    private static void register(ConfigurableApplicationContext manager, String id) {
        manager.getBean(WorkerStore.class)
                .register(new Registration(
                        new WorkerSession(id, "abcdefgh1234"),
                        URI.create("http://127.0.0.1:1"),
                        4,
                        new TreeSet<>(Set.of("echo")),
                        new TreeMap<>()));
    }
}
