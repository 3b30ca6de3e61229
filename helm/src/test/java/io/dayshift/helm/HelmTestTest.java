package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pod of {@code helm test}; what it does is tried on a running crew in {@code ChartIT}. */
class HelmTestTest {

    @Test
    void asks_the_managers_with_a_token_that_submits() {
        var rendered = Chart.render();
        var pod = rendered.get("Pod", "night-dayshift-test");

        assertThat(pod.at("spec.restartPolicy")).isEqualTo("Never");
        assertThat(pod.at("spec.containers.0.env.0.value")).isEqualTo("http://night-dayshift-manager:8080");
        assertThat(pod.at("spec.containers.0.env.1.valueFrom.secretKeyRef.name"))
                .isEqualTo("night-dayshift-tokens");
        assertThat(pod.at("spec.containers.0.env.1.valueFrom.secretKeyRef.key")).isEqualTo("submit");
        assertThat(pod.list("spec.containers.0.command"))
                .<Object>extracting(word -> word)
                .containsExactly("sh", "-ec", Chart.text("files/test.sh"));
    }

    /** With {@code hook-succeeded} Helm deletes the pod before {@code --logs} reads it, and ends in an error (helm/helm#9098). */
    @Test
    void keeps_its_log_until_the_next_test() {
        assertThat(Chart.render().get("Pod", "night-dayshift-test").at("metadata.annotations"))
                .isEqualTo(Map.of(
                        "not.helm.sh/hook", "test",
                        "not.helm.sh/hook-delete-policy", "before-hook-creation"));
    }
}
