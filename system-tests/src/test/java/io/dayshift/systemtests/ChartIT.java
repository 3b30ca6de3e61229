package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dayshift.helm.Chart;
import io.dayshift.helm.Manifests;
import io.dayshift.helm.TokenDigest;
import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.StandaloneRedis;
import io.dayshift.systemtests.crew.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A manager and a worker with what the Helm chart gives them. */
class ChartIT {

    private static final String TOKENS = "night-dayshift-tokens";
    private static final Set<String> ROLES = Set.of("submit", "read", "operate", "worker", "manager", "monitor");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Pattern METRIC = Pattern.compile("([a-z_]+)\\{");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static Manifests chart;
    private static ChartCluster cluster;
    private static StandaloneRedis redis;
    private static ChartPod manager;
    private static ChartPod worker;

    @BeforeAll
    static void start_what_the_chart_describes() {
        chart = Chart.render(Chart.mode("monitoring-values.yaml"));
        redis = StandaloneRedis.start(folder.resolve("redis"));
        var url = redis.master().url();
        cluster = new ChartCluster(chart, Map.of(), folder);
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
        for (var pod : Set.of(manager, worker)) {
            var health = new Api(pod.management());
            Waiting.expect(LONG, () -> health.answers("/actuator/health/readiness"), "the probes of the chart succeed");
        }
    }

    @AfterAll
    static void stop() {
        worker.close();
        manager.close();
        redis.close();
    }

    @Test
    void probes_find_liveness_and_readiness_without_a_token() {
        for (var pod : Set.of(manager, worker)) {
            var health = new Api(pod.management());
            assertThat(health.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(health.get("/actuator/health/readiness").status()).isEqualTo(200);
        }
    }

    @Test
    void metrics_take_the_token_of_the_role_monitor_at_the_port_of_health() throws Exception {
        for (var pod : Set.of(manager, worker)) {
            assertThat(get(pod.management(), "/actuator/prometheus", "none").statusCode())
                    .isEqualTo(401);
            assertThat(get(pod.management(), "/actuator/prometheus", token("monitor"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(pod.address(), "/actuator/prometheus", token("monitor"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    /** Handlers run in the worker's process: what is not there nobody takes from there. */
    @Test
    void pods_have_in_plain_only_what_they_show() throws Exception {
        assertThat(shownIn(manager)).containsExactly("manager");
        assertThat(shownIn(worker)).containsExactly("worker");
    }

    /** The roles whose token stands in plain in some file of the pod. */
    private static Set<String> shownIn(ChartPod pod) throws IOException {
        var found = new TreeSet<String>();
        for (var volume : pod.volumes().values()) {
            try (var files = Files.walk(volume)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var text = Files.readString(file);
                    ROLES.stream().filter(role -> text.contains(token(role))).forEach(found::add);
                }
            }
        }
        return found;
    }

    /** The kubelet brings a changed Secret to the volume; the first pods of a new token need not be new ones. */
    @Test
    void a_token_is_changed_without_a_restart() throws Exception {
        var file = manager.volumes().get("/etc/dayshift-tokens").resolve("read");
        var fresh = "another-token-of-the-role-read";
        var before = token("read");

        Files.writeString(file, TokenDigest.of(before) + "," + TokenDigest.of(fresh));
        Waiting.expect(LONG, () -> reads(fresh), "the new token is accepted");
        assertThat(reads(before)).isTrue();

        Files.writeString(file, TokenDigest.of(fresh));
        Waiting.expect(LONG, () -> !reads(before), "the old token is refused");
        assertThat(reads(fresh)).isTrue();

        Files.writeString(file, token("read.sha256"));
        Waiting.expect(LONG, () -> reads(before), "the old token is back");
    }

    @Test
    void managers_find_the_health_of_the_worker_where_it_registered() throws Exception {
        Waiting.expect(LONG, ChartIT::isUp, "the worker is up at the port of its API");

        var health = get(worker.address(), "/actuator/health/worker", token("manager"));
        assertThat(JsonMapper.shared()
                        .readTree(health.body())
                        .at("/details/session")
                        .stringValue())
                .isNotEmpty();
        assertThat(get(worker.address(), "/actuator/health/worker", token("submit"))
                        .statusCode())
                .as("workers do not know the tokens of clients")
                .isEqualTo(401);
    }

    @Test
    void the_test_of_the_chart_succeeds_and_tells_of_a_refusal() throws Exception {
        assumeTrue(isInstalled("curl"), "curl is not on the PATH");

        assertThat(helmTest(token("submit"))).isEqualTo(0);
        assertThat(helmTest("a-token-that-is-none")).isEqualTo(1);
    }

    @Test
    void the_first_calls_of_the_notes_are_answered() throws Exception {
        assumeTrue(isInstalled("curl"), "curl is not on the PATH");
        var notes = Chart.notes("{}");
        var calls = notes.substring(notes.indexOf("    curl "), notes.indexOf("   Inside the cluster"))
                .replace("curl -s", "curl -sS --fail-with-body")
                .replace("http://127.0.0.1:8080", manager.address().toString());

        var tokens = Map.of("SUBMIT", token("submit"), "OPERATE", token("operate"));
        assertThat(shell(calls, tokens, "notes.log")).isEqualTo(0);
        assertThat(Files.readString(folder.resolve("notes.log")))
                .contains(
                        "\"state\":\"SUCCEEDED\"",
                        "\"result\":{\"hello\":\"world\"}",
                        "night-dayshift-worker-default-0");
    }

    @Test
    void the_autoscaler_finds_its_counters() throws Exception {
        var scaling = Chart.render(Chart.mode("autoscaling-values.yaml"));
        var stats = JsonMapper.shared()
                .readTree(get(manager.address(), "/v1/stats", token("read")).body());

        for (var trigger = 0; trigger < 3; trigger++) {
            var place = (String) scaling.get("ScaledObject", "night-dayshift-worker-default")
                    .at("spec.triggers." + trigger + ".metadata.valueLocation");
            assertThat(stats.at("/" + place.replace('.', '/')).isNumber())
                    .as(place)
                    .isTrue();
        }
    }

    @Test
    void every_metric_of_the_dashboard_the_alerts_and_the_autoscaler_is_there() throws Exception {
        submitOneThatSucceedsAndOneThatFails();
        var known = new TreeSet<String>();
        for (var pod : Set.of(manager, worker)) {
            get(pod.management(), "/actuator/prometheus", token("monitor"))
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]")[0])
                    .forEach(known::add);
        }

        var rules = chart.get("PrometheusRule", "night-dayshift").at("spec").toString();
        var dashboard = chart.get("ConfigMap", "night-dayshift-dashboard").at("data", "works.night-dayshift.json");
        var scaling = Chart.render(Chart.mode("autoscaling-values.yaml"))
                .get("ScaledObject", "night-dayshift-worker-heavy")
                .at("spec.triggers.0.metadata.query");
        assertThat(metrics(rules)).hasSizeGreaterThan(5);
        assertThat(metrics(dashboard.toString())).hasSizeGreaterThan(10);
        assertThat(metrics(scaling.toString())).hasSize(3);
        assertThat(known)
                .containsAll(metrics(rules))
                .containsAll(metrics(dashboard.toString()))
                .containsAll(metrics(scaling.toString()));
    }

    private static void submitOneThatSucceedsAndOneThatFails() throws Exception {
        for (var task : Set.of(
                "{\"type\":\"echo\"}", "{\"type\":\"fail\",\"payload\":{\"times\":1},\"retry\":{\"maxAttempts\":1}}")) {
            var request = HttpRequest.newBuilder(manager.address().resolve("/v1/tasks?wait=30s"))
                    .header("Authorization", "Bearer " + token("submit"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(task))
                    .build();
            assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private static Set<String> metrics(String expressions) {
        return METRIC.matcher(expressions)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Runs what {@code helm test} runs in a pod. */
    private static int helmTest(String token) throws IOException, InterruptedException {
        var script = (String) chart.get("Pod", "night-dayshift-test").at("spec.containers.0.command.2");
        return shell(script, Map.of("MANAGER", manager.address().toString(), "TOKEN", token), "helm-test.log");
    }

    private static int shell(String script, Map<String, String> variables, String log)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-ec", script).redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.redirectOutput(folder.resolve(log).toFile());
        return builder.start().waitFor();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static boolean isUp() {
        return answers(worker, "/actuator/health/worker", token("manager"));
    }

    private static boolean reads(String token) {
        return answers(manager, "/v1/stats", token);
    }

    private static boolean answers(ChartPod pod, String path, String token) {
        try {
            return get(pod.address(), path, token).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(String role) {
        return cluster.secret(TOKENS, role);
    }

    private static HttpResponse<String> get(URI base, String path, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
