package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code manager-hpa.yaml} and {@code worker-scaledobject.yaml}, as {@code ci/autoscaling-values.yaml} has them. */
class AutoscalingTest {

    private final Manifests rendered = Chart.render(Chart.mode("autoscaling-values.yaml"));

    /** Not the live one either: an upgrade that is undone would set it back; docs/kubernetes.md says what to do instead. */
    @Test
    void leaves_no_number_in_the_deployments() {
        assertThat(rendered.crew())
                .hasSize(3)
                .allSatisfy(workload -> assertThat(workload.at("spec.replicas")).isNull());
        assertThat(Chart.render().names())
                .noneMatch(name -> name.startsWith("Horizontal") || name.startsWith("ScaledObject"));
    }

    @Test
    void scales_what_is_there() {
        var hpa = rendered.get("HorizontalPodAutoscaler", "night-dayshift-manager");
        assertThat(rendered.names()).contains("Deployment/" + hpa.at("spec.scaleTargetRef.name"));
        for (var pool : List.of("default", "heavy")) {
            var name = "night-dayshift-worker-" + pool;
            assertThat(rendered.get("ScaledObject", name).at("spec.scaleTargetRef.name"))
                    .isEqualTo(name);
        }
    }

    @Test
    void counts_what_waits_and_what_runs() {
        var scaled = rendered.get("ScaledObject", "night-dayshift-worker-default");

        assertThat(scaled.at("spec.advanced.scalingModifiers"))
                .isEqualTo(Map.of(
                        "formula",
                        "(pending + assigned + running) * 70 / 100",
                        "target",
                        "32",
                        "metricType",
                        "AverageValue"));
        assertThat(scaled.list("spec.triggers"))
                .<Object>extracting(trigger -> ((Map<?, ?>) trigger).get("name"))
                .containsExactly("pending", "assigned", "running");
        assertThat(scaled.at("spec.minReplicaCount")).isEqualTo(0);
        assertThat(scaled.at("spec.maxReplicaCount")).isEqualTo(50);
    }

    @Test
    void asks_the_managers_with_a_token_that_only_reads() {
        var trigger =
                rendered.get("ScaledObject", "night-dayshift-worker-default").part("spec.triggers.0");

        assertThat(trigger.at("metadata.url")).isEqualTo("http://night-dayshift-manager.works:8080/v1/stats");
        assertThat(trigger.at("metadata.valueLocation")).isEqualTo("states.PENDING");
        assertThat(trigger.at("metadata.authMode")).isEqualTo("bearer");
        assertThat(rendered.get("TriggerAuthentication", (String) trigger.at("authenticationRef.name"))
                        .at("spec.secretTargetRef.0"))
                .isEqualTo(Map.of("parameter", "token", "name", "night-dayshift-tokens", "key", "read"));
    }

    @Test
    void may_ask_with_a_token_of_the_users() {
        assertThat(Chart.render(Chart.mode("mtls-values.yaml"))
                        .get("TriggerAuthentication", "night-dayshift-stats")
                        .at("spec.secretTargetRef.0"))
                .isEqualTo(Map.of("parameter", "token", "name", "keda-token", "key", "token"));
    }

    @Test
    void may_ask_prometheus() {
        var trigger =
                rendered.get("ScaledObject", "night-dayshift-worker-heavy").part("spec.triggers.0.metadata");
        var series = "{namespace=\"works\",job=\"night-dayshift-manager-metrics\"}";

        assertThat(trigger.at("query"))
                .isEqualTo(
                        "(max(dayshift_backlog%1$s) + max(dayshift_assigned%1$s) + max(dayshift_running%1$s)) * 30 / 100 >= 0"
                                .formatted(series));
        assertThat(trigger.at("threshold")).isEqualTo("8");
        assertThat(trigger.at("ignoreNullValues")).as("not known is not none").isEqualTo("false");
    }

    @Test
    void needs_no_token_when_nobody_asks_the_managers() {
        assertThat(Chart.render("""
                        metrics: {serviceMonitor: {enabled: true}}
                        worker: {capacity: 4, autoscaling: {enabled: true, trigger: prometheus, prometheusAddress: 'http://p'}}
                        """).names())
                .contains("ScaledObject/night-dayshift-worker-default")
                .noneMatch(name -> name.startsWith("TriggerAuthentication"));
    }
}
