package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class ChartTest {

    @Test
    void installs_a_whole_crew_with_its_redis_by_default() {
        assertThat(Chart.render().names())
                .containsExactlyInAnyOrder(
                        "ConfigMap/night-dayshift-manager",
                        "ConfigMap/night-dayshift-redis",
                        "ConfigMap/night-dayshift-worker-default",
                        "Deployment/night-dayshift-manager",
                        "Deployment/night-dayshift-worker-default",
                        "Pod/night-dayshift-test",
                        "PodDisruptionBudget/night-dayshift-manager",
                        "PodDisruptionBudget/night-dayshift-worker-default",
                        "Secret/night-dayshift-redis",
                        "Secret/night-dayshift-tokens",
                        "Service/night-dayshift-manager",
                        "Service/night-dayshift-redis",
                        "ServiceAccount/night-dayshift-manager",
                        "ServiceAccount/night-dayshift-redis",
                        "ServiceAccount/night-dayshift-worker",
                        "StatefulSet/night-dayshift-redis");
    }

    @Test
    void installs_no_redis_and_no_secret_when_both_are_there_already() {
        assertThat(Chart.render(Chart.mode("redis-secret-values.yaml")).names())
                .noneMatch(name -> name.contains("redis"))
                .noneMatch(name -> name.startsWith("Secret/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{prots: []}", "{ports: '80'}", "{ports: [{port: '80'}]}", "{selector: [a]}"})
    void would_notice_what_the_kubernetes_api_does_not_know(String spec) {
        assertThat(Chart.KUBERNETES)
                .allSatisfy(kubernetes -> assertThatThrownBy(
                                () -> ManifestCheck.check(kubernetes, manifest("v1", "Service", spec)))
                        .isInstanceOfAny(RuntimeException.class, AssertionError.class));
    }

    /** Each field came with a version, which also shows that each is held against its own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.31 | {containers: [], securityContext: {supplementalGroupsPolicy: Strict}}
            1.32 | {containers: [], resources: {limits: {cpu: '1'}}}
            1.33 | {containers: [{name: a, lifecycle: {stopSignal: SIGINT}}]}
            1.34 | {containers: [], hostnameOverride: a}
            """)
    void would_notice_what_came_with_a_later_kubernetes(String since, String spec) {
        var pod = manifest("v1", "Pod", spec);

        assertThat(Chart.KUBERNETES).allSatisfy(kubernetes -> {
            if (kubernetes.compareTo(since) < 0) {
                assertThatThrownBy(() -> ManifestCheck.check(kubernetes, pod)).isInstanceOf(AssertionError.class);
            } else {
                ManifestCheck.check(kubernetes, pod);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"policy/v1beta1, PodDisruptionBudget", "extensions/v1beta1, Ingress", "v1, Deployment", "apps/v1, Robot"
    })
    void would_notice_what_kubernetes_does_not_serve(String version, String kind) {
        assertThat(Chart.KUBERNETES)
                .allSatisfy(kubernetes -> assertThatThrownBy(
                                () -> ManifestCheck.check(kubernetes, manifest(version, kind, "{}")))
                        .hasMessage("Kubernetes " + kubernetes + " does not serve " + version + " " + kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{scaleTargetRef: {name: a}, triggers: [{type: prometheus, metadata: {threshold: 5}}]}",
                "{scaleTargetRef: {name: a}, triggers: [{type: prometheus, metadata: {}}], minReplicas: 1}",
                "{triggers: [{type: prometheus, metadata: {}}]}"
            })
    void would_notice_what_keda_does_not_know(String spec) {
        assertThatThrownBy(() -> ManifestCheck.check(
                        Chart.KUBERNETES.getLast(), manifest("keda.sh/v1alpha1", "ScaledObject", spec)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("$.spec");
    }

    @Test
    void does_not_say_dayshift_twice_in_names() {
        assertThat(Chart.renderAs("dayshift").names())
                .contains("Deployment/dayshift-manager", "Service/dayshift-manager");
    }

    @Test
    void keeps_names_short_enough_for_labels() {
        var long40 = "a".repeat(40);
        var values = """
                fullnameOverride: %s
                metrics: {serviceMonitor: {enabled: true}}
                workerPools: {%s: {capacity: 1, autoscaling: {enabled: true}}}
                """.formatted(long40, "p".repeat(15));

        assertThat(Chart.render(values).all())
                .allSatisfy(manifest -> assertThat(manifest.name()).hasSizeLessThanOrEqualTo(63));
        assertThat(Chart.renderAs("a".repeat(53)).all())
                .allSatisfy(manifest -> assertThat(manifest.name()).hasSizeLessThanOrEqualTo(63));
    }

    @Test
    void names_the_images_of_the_version_that_maven_builds() {
        var chart = new Yaml().<Map<String, Object>>load(Chart.text("Chart.yaml"));

        assertThat(chart).containsEntry("appVersion", System.getProperty("project.version"));
    }

    @Test
    void installs_what_the_user_adds() {
        assertThat(Chart.render(Chart.mode("everything-values.yaml")).names())
                .contains("ConfigMap/night-extra", "ConfigMap/night-more");
    }

    @Test
    void gives_every_resource_the_labels_of_the_user() {
        assertThat(Chart.render("commonLabels: {team: crew}").all())
                .allSatisfy(manifest ->
                        assertThat(manifest.at("metadata.labels.team")).isEqualTo("crew"));
    }

    private static Manifest manifest(String version, String kind, String spec) {
        return new Manifest(Map.of(
                "apiVersion",
                version,
                "kind",
                kind,
                "metadata",
                Map.of("name", "a"),
                "spec",
                new Yaml().<Map<String, Object>>load(spec)));
    }
}
