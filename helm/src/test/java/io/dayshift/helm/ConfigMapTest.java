package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code manager-configmap.yaml} and {@code worker-configmap.yaml}. */
class ConfigMapTest {

    @Test
    void gives_shared_properties_to_both_and_prefers_ones_own() {
        var values = """
                config: {a: shared, b: shared, c: true}
                manager: {config: {b: manager, c: false}}
                worker: {config: {c: 1000000}}
                """;

        assertThat(properties("manager", values)).isEqualTo(Map.of("a", "shared", "b", "manager", "c", false));
        assertThat(properties("worker-default", values)).isEqualTo(Map.of("a", "shared", "b", "shared", "c", 1000000));
    }

    @Test
    void keeps_the_case_and_the_dots_of_label_keys() {
        var properties = properties("worker-default", "worker: {labels: {Zone.A: a, disk_Type: ssd}}");

        assertThat(properties)
                .isEqualTo(Map.of(
                        "dayshift", Map.of("worker", Map.of("labels", Map.of("[Zone.A]", "a", "[disk_Type]", "ssd")))));
    }

    @Test
    void adds_labels_to_other_properties_of_the_worker() {
        var values = """
                config: {dayshift: {lease: 5s}}
                worker: {labels: {zone: a}, config: {dayshift: {worker: {handlers: /handlers}}}}
                """;

        assertThat(properties("worker-default", values))
                .isEqualTo(Map.of(
                        "dayshift",
                        Map.of(
                                "lease",
                                "5s",
                                "worker",
                                Map.of("handlers", "/handlers", "labels", Map.of("[zone]", "a")))));
    }

    private static Map<String, Object> properties(String component, String values) {
        var map = Chart.render(values).get("ConfigMap", "night-dayshift-" + component);
        return new Yaml().load((String) map.at("data", "application.yaml"));
    }
}
