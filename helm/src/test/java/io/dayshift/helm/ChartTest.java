package io.dayshift.helm;

import static io.dayshift.helm.Manifest.CONTAINER;
import static io.dayshift.helm.Manifest.POD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class ChartTest {

    private static final String OWN_REDIS = """
            redis: {existingSecret: {name: our-redis}, builtIn: {enabled: false}}
            tokens: {existingSecret: our-tokens}
            """;

    private static final String EVERYTHING = """
            imagePullSecrets: [{name: registry-login}]
            config: {logging: {level: {io.dayshift: DEBUG}}}
            metrics: {scrapeAnnotations: true}
            serviceAccount: {annotations: {role: crew}}
            networkPolicy:
              enabled: true
              managerFrom: [{namespaceSelector: {}}]
              workerFrom: [{podSelector: {matchLabels: {app: prometheus}}}]
              workerEgress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]
            redis: {builtIn: {persistence: {storageClass: fast}}}
            manager:
              service: {type: LoadBalancer, annotations: {team: crew}}
              podDisruptionBudget: {maxUnavailable: 50%}
              extraEnv: [{name: A, value: b}]
              extraVolumes: [{name: ca, secret: {secretName: redis-ca}}]
              extraVolumeMounts: [{name: ca, mountPath: /etc/ca}]
              podAnnotations: {team: crew}
              podLabels: {team: crew}
              nodeSelector: {disk: ssd}
              tolerations: [{key: batch, operator: Exists}]
              affinity: {nodeAffinity: {}}
            worker:
              replicas: null
              capacity: 16
              labels: {zone: a}
              extraEnv: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]
              podAnnotations: {team: crew}
              podLabels: {team: crew}
              nodeSelector: {disk: ssd}
              tolerations: [{key: batch, operator: Exists}]
              affinity: {nodeAffinity: {}}
            """;

    @Test
    void passes_lint_without_a_warning() {
        var result = Chart.lint();

        assertThat(result.isFailed()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("WARNING") || message.contains("ERROR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", OWN_REDIS, EVERYTHING})
    void renders_only_what_the_kubernetes_api_knows(String values) {
        assertThat(Chart.render(values).all()).allSatisfy(ManifestCheck::check);
    }

    @Test
    void would_notice_a_field_that_the_kubernetes_api_does_not_know() {
        var manifest = new Manifest(Map.of("apiVersion", "v1", "kind", "Service", "spec", Map.of("prots", List.of())));

        assertThatThrownBy(() -> ManifestCheck.check(manifest)).hasMessageContaining("prots");
    }

    @Test
    void installs_a_whole_crew_with_its_redis_by_default() {
        assertThat(Chart.render().names())
                .containsExactlyInAnyOrder(
                        "ConfigMap/night-dayshift-manager",
                        "ConfigMap/night-dayshift-redis",
                        "ConfigMap/night-dayshift-worker",
                        "Deployment/night-dayshift-manager",
                        "Deployment/night-dayshift-worker",
                        "PodDisruptionBudget/night-dayshift-manager",
                        "Secret/night-dayshift-redis",
                        "Secret/night-dayshift-tokens",
                        "Service/night-dayshift-manager",
                        "Service/night-dayshift-redis",
                        "ServiceAccount/night-dayshift",
                        "StatefulSet/night-dayshift-redis");
    }

    @Test
    void installs_no_redis_and_no_secret_when_both_are_there_already() {
        assertThat(Chart.render(OWN_REDIS).names())
                .noneMatch(name -> name.contains("redis"))
                .noneMatch(name -> name.startsWith("Secret/"));
    }

    @Test
    void locks_every_container_down() {
        assertThat(Chart.render(EVERYTHING).workloads()).hasSize(3).allSatisfy(workload -> {
            assertThat(workload.at(POD + "securityContext.runAsNonRoot")).isEqualTo(true);
            assertThat(workload.at(POD + "securityContext.seccompProfile.type")).isEqualTo("RuntimeDefault");
            assertThat(workload.at(POD + "automountServiceAccountToken")).isEqualTo(false);
            assertThat(workload.at(CONTAINER + "securityContext"))
                    .isEqualTo(Map.of(
                            "allowPrivilegeEscalation", false,
                            "readOnlyRootFilesystem", true,
                            "capabilities", Map.of("drop", List.of("ALL"))));
        });
    }

    @Test
    void gives_every_container_requests_and_limits() {
        assertThat(Chart.render().workloads()).allSatisfy(workload -> {
            assertThat(workload.at(CONTAINER + "resources.requests.cpu")).isNotNull();
            assertThat(workload.at(CONTAINER + "resources.requests.memory")).isNotNull();
            assertThat(workload.at(CONTAINER + "resources.limits.cpu")).isNotNull();
            assertThat(workload.at(CONTAINER + "resources.limits.memory")).isNotNull();
        });
    }

    @Test
    void keeps_the_variables_of_services_away_from_the_properties() {
        assertThat(Chart.render().workloads())
                .allSatisfy(workload ->
                        assertThat(workload.at(POD + "enableServiceLinks")).isEqualTo(false));
    }

    @Test
    void mounts_only_volumes_that_are_there() {
        assertThat(Chart.render(EVERYTHING).workloads()).allSatisfy(workload -> {
            var volumes = new ArrayList<>(namesAt(workload, POD + "volumes"));
            if (workload.kind().equals("StatefulSet")) {
                volumes.add(workload.at("spec.volumeClaimTemplates.0.metadata.name"));
            }
            assertThat(namesAt(workload, CONTAINER + "volumeMounts")).containsExactlyInAnyOrderElementsOf(volumes);
        });
    }

    @Test
    void does_not_say_dayshift_twice_in_names() {
        assertThat(Chart.renderAs("dayshift").names())
                .contains("Deployment/dayshift-manager", "Service/dayshift-manager");
    }

    @Test
    void keeps_names_short_enough_for_what_kubernetes_appends() {
        assertThat(Chart.renderAs("a".repeat(53)).all())
                .allSatisfy(manifest -> assertThat(manifest.name()).hasSizeLessThanOrEqualTo(48));
    }

    @Test
    void names_the_images_of_the_version_that_maven_builds() throws IOException {
        var chart = new Yaml().<Map<String, Object>>load(Files.readString(Chart.FOLDER.resolve("Chart.yaml")));

        assertThat(chart).containsEntry("appVersion", System.getProperty("project.version"));
    }

    private static List<Object> namesAt(Manifest workload, String path) {
        return ((List<?>) workload.at(path))
                .stream().<Object>map(entry -> ((Map<?, ?>) entry).get("name")).toList();
    }
}
