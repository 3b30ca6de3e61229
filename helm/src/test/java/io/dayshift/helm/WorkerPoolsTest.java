package io.dayshift.helm;

import static io.dayshift.helm.Manifest.CONTAINER;
import static io.dayshift.helm.Manifest.POD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Several kinds of workers in one release, as {@code ci/pools-values.yaml} has them. */
class WorkerPoolsTest {

    private final Manifests rendered = Chart.render(Chart.mode("pools-values.yaml"));

    @Test
    void are_a_deployment_each_and_none_that_was_taken_out() {
        assertThat(rendered.names())
                .filteredOn(name -> name.startsWith("Deployment/"))
                .containsExactlyInAnyOrder(
                        "Deployment/night-dayshift-manager",
                        "Deployment/night-dayshift-worker-short",
                        "Deployment/night-dayshift-worker-gpu",
                        "Deployment/night-dayshift-worker-acme",
                        "Deployment/night-dayshift-worker-small");
    }

    @Test
    void have_what_they_say_and_else_what_all_workers_have() {
        assertThat(pool("short").env()).containsEntry("DAYSHIFT_WORKER_CAPACITY", "64");
        assertThat(pool("acme").env()).containsEntry("DAYSHIFT_WORKER_CAPACITY", "16");
        assertThat(pool("acme").at("spec.replicas")).isEqualTo(2);
        assertThat(pool("small").at("spec.replicas")).isEqualTo(0);
        assertThat(pool("gpu").at(CONTAINER + "resources.limits"))
                .isEqualTo(Map.of("cpu", "2", "memory", "8Gi", "nvidia.com/gpu", 1));
    }

    /** A probe every two seconds; an odd number of seconds is rounded up. */
    @Test
    void have_a_time_each_to_start() {
        assertThat(pool("short").at(CONTAINER + "startupProbe.failureThreshold"))
                .isEqualTo(60);
        assertThat(pool("gpu").at(CONTAINER + "startupProbe.failureThreshold")).isEqualTo(151);
    }

    @Test
    void are_updated_without_a_spare_place_where_they_say_so() {
        assertThat(pool("short").at("spec.strategy.rollingUpdate"))
                .isEqualTo(Map.of("maxSurge", "25%", "maxUnavailable", 0));
        assertThat(pool("gpu").at("spec.strategy.rollingUpdate")).isEqualTo(Map.of("maxSurge", 0, "maxUnavailable", 1));
    }

    @Test
    void do_not_take_after_one_another() {
        assertThat(pool("short").at(POD + "tolerations")).isNull();
        assertThat(pool("short").at(POD + "terminationGracePeriodSeconds")).isEqualTo(45);
        assertThat(pool("gpu").at(POD + "terminationGracePeriodSeconds")).isEqualTo(620);
    }

    @Test
    void have_properties_of_their_own() {
        assertThat(properties("acme")).isEqualTo(Map.of("acme", Map.of("region", "eu")));
        assertThat(properties("gpu"))
                .isEqualTo(Map.of(
                        "dayshift", Map.of("worker", Map.of("labels", Map.of("[gpu]", "a100", "[Zone.Name]", "a")))));
        assertThat(pool("gpu").at(POD + "volumes.0.configMap.name")).isEqualTo("night-dayshift-worker-gpu");
    }

    @Test
    void are_restarted_by_their_own_properties_alone() {
        var annotations = "spec.template.metadata.annotations";
        var changed = Chart.render(Chart.mode("pools-values.yaml").replace("region: eu", "region: us"));

        assertThat(changed.get("Deployment", "night-dayshift-worker-acme").at(annotations))
                .isNotEqualTo(pool("acme").at(annotations));
        assertThat(changed.get("Deployment", "night-dayshift-worker-gpu").at(annotations))
                .isEqualTo(pool("gpu").at(annotations));
    }

    @Test
    void get_their_handlers_from_a_volume() {
        assertThat(pool("gpu").list(POD + "volumes"))
                .<Object>extracting(volume -> volume)
                .contains(Map.of(
                        "name", "handlers", "persistentVolumeClaim", Map.of("claimName", "models", "readOnly", true)));
        assertThat(pool("small").list(POD + "volumes"))
                .<Object>extracting(volume -> volume)
                .contains(Map.of("name", "handlers", "configMap", Map.of("name", "small-handlers")));
        assertThat(pool("gpu").list(CONTAINER + "volumeMounts"))
                .<Object>extracting(mount -> mount)
                .contains(Map.of("name", "handlers", "mountPath", "/app/handlers", "readOnly", true));
    }

    @Test
    void get_their_handlers_from_an_image() {
        var copying = pool("acme").part(POD + "initContainers.0");

        assertThat(copying.at("image")).isEqualTo("registry.example/acme/handlers:7");
        assertThat(copying.at("command")).isEqualTo(List.of("cp", "-r", "/handlers/.", "/app/handlers/"));
        assertThat(copying.at("volumeMounts.0")).isEqualTo(Map.of("name", "handlers", "mountPath", "/app/handlers"));
    }

    @Test
    void have_a_budget_each_unless_they_do_without() {
        assertThat(rendered.get("PodDisruptionBudget", "night-dayshift-worker-short")
                        .at("spec.maxUnavailable"))
                .isEqualTo("25%");
        assertThat(rendered.names()).doesNotContain("PodDisruptionBudget/night-dayshift-worker-gpu");
    }

    private Manifest pool(String name) {
        return rendered.get("Deployment", "night-dayshift-worker-" + name);
    }

    private Map<String, Object> properties(String pool) {
        return new Yaml().load((String)
                rendered.get("ConfigMap", "night-dayshift-worker-" + pool).at("data", "application.yaml"));
    }
}
