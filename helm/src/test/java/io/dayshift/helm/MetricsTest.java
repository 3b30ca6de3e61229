package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Prometheus and Grafana are given, as {@code ci/monitoring-values.yaml} has it. */
class MetricsTest {

    private static final String MODE = Chart.mode("monitoring-values.yaml");
    private static final Gson GSON = new Gson();
    private static final TypeToken<Map<String, Object>> MAP = new TypeToken<>() {};

    private final Manifests rendered = Chart.render(MODE);

    @Test
    void are_only_given_when_wanted() {
        assertThat(Chart.render().names())
                .noneMatch(name -> name.contains("metrics") || name.contains("dashboard"))
                .noneMatch(name -> name.startsWith("ServiceMonitor") || name.startsWith("PrometheusRule"));
    }

    @Test
    void are_scraped_from_managers_and_workers_at_their_port() {
        var monitor = rendered.get("ServiceMonitor", "night-dayshift");
        var selector = ((Map<?, ?>) monitor.at("spec.selector.matchLabels")).entrySet();

        assertThat(rendered.all())
                .filteredOn(manifest -> manifest.kind().equals("Service")
                        && ((Map<?, ?>) manifest.at("metadata.labels"))
                                .entrySet()
                                .containsAll(selector))
                .extracting(Manifest::name)
                .containsExactlyInAnyOrder("night-dayshift-manager-metrics", "night-dayshift-worker-metrics");
        assertThat(rendered.get("Service", "night-dayshift-manager-metrics").at("spec.ports.0.name"))
                .isEqualTo(monitor.at("spec.endpoints.0.port"));
        assertThat(monitor.at("spec.endpoints.0.path")).isEqualTo("/actuator/prometheus");
    }

    @Test
    void are_read_with_the_token_of_the_role_monitor() {
        var authorization =
                rendered.get("ServiceMonitor", "night-dayshift").part("spec.endpoints.0.authorization.credentials");

        assertThat(authorization.content()).isEqualTo(Map.of("name", "night-dayshift-tokens", "key", "monitor"));
    }

    @Test
    void may_be_read_with_a_token_of_the_users() {
        var endpoints = Chart.render(Chart.mode("mtls-values.yaml"))
                .get("ServiceMonitor", "night-dayshift")
                .list("spec.endpoints");

        assertThat(endpoints)
                .hasSize(2)
                .allSatisfy(endpoint -> assertThat(new Manifest(cast(endpoint)).at("authorization.credentials"))
                        .isEqualTo(Map.of("name", "prometheus-token", "key", "token")));
    }

    @Test
    void come_with_alerts_that_tell_what_to_do() {
        var rules = rendered.get("PrometheusRule", "night-dayshift").list("spec.groups.0.rules").stream()
                .map(rule -> new Manifest(cast(rule)))
                .toList();

        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat((String) rule.at("annotations.summary")).contains("night-dayshift");
            assertThat((String) rule.at("annotations.description")).hasSizeGreaterThan(20);
            assertThat(rule.at("labels.severity")).isIn(List.of("warning", "critical"));
            assertThat(rule.at("labels.team")).isEqualTo("crew");
            assertThat((String) rule.at("expr")).contains("namespace=\"works\",job=\"night-dayshift-");
        });
    }

    /** The sidecar of Grafana has one folder for all files, and Grafana one dashboard for each uid and each title in a folder. */
    @Test
    void come_with_a_dashboard_that_no_other_release_overwrites() {
        var night = dashboard(rendered, "night-dayshift");
        var day = dashboard(Chart.render(MODE + "\nfullnameOverride: day"), "day");

        assertThat(night.at("uid"))
                .isEqualTo("dayshift-" + TokenDigest.of("works/night-dayshift").substring("sha256:".length(), 31))
                .isNotEqualTo(day.at("uid"))
                .asString()
                .matches("[a-zA-Z0-9_-]{1,40}");
        assertThat(night.at("title")).isEqualTo("Dayshift works/night-dayshift");
        assertThat(day.at("title")).isEqualTo("Dayshift works/day");
    }

    @Test
    void come_with_a_dashboard_that_shows_this_release_at_first_and_is_that_of_the_file_otherwise() {
        var dashboard = dashboard(rendered, "night-dayshift");
        var file = new Manifest(GSON.fromJson(Chart.text("files/dashboard.json"), MAP));

        assertThat(dashboard.parts("templating.list"))
                .extracting(variable -> variable.at("current.value"))
                .containsExactly(null, "works", "night-dayshift");
        assertThat(dashboard.list("panels")).isNotEmpty().isEqualTo(file.list("panels"));
        assertThat(dashboard.content().keySet()).isEqualTo(file.content().keySet());
    }

    private static Manifest dashboard(Manifests manifests, String name) {
        var file = manifests.get("ConfigMap", name + "-dashboard").at("data", "works." + name + ".json");
        return new Manifest(GSON.fromJson((String) file, MAP));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }
}
