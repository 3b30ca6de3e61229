package io.dayshift.helm;

import static io.dayshift.helm.Manifest.POD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Managers that write on workers' pods; that they do is tried in {@code DeletionCostIT}. */
class DeletionCostTest {

    private final Manifests rendered = Chart.render(Chart.mode("deletion-cost-values.yaml"));
    private final Manifest manager = rendered.get("Deployment", "night-dayshift-manager");

    @Test
    void lets_managers_patch_pods_and_nothing_else() {
        assertThat(rendered.get("Role", "night-dayshift-manager").at("rules"))
                .isEqualTo(List.of(
                        Map.of("apiGroups", List.of(""), "resources", List.of("pods"), "verbs", List.of("patch"))));
        var binding = rendered.get("RoleBinding", "night-dayshift-manager");
        assertThat(binding.at("roleRef.name")).isEqualTo("night-dayshift-manager");
        assertThat(binding.at("subjects"))
                .isEqualTo(List.of(Map.of(
                        "kind",
                        "ServiceAccount",
                        "name",
                        manager.at(POD + "serviceAccountName"),
                        "namespace",
                        "works")));
    }

    @Test
    void gives_a_token_to_managers_alone() {
        assertThat(manager.env())
                .containsEntry("DAYSHIFT_KUBERNETES_DELETIONCOST", "true")
                .containsEntry("DAYSHIFT_KUBERNETES_TOKENFILE", "/etc/dayshift-kubernetes/token")
                .containsEntry("DAYSHIFT_KUBERNETES_NAMESPACE", "field metadata.namespace");
        assertThat(rendered.pods())
                .filteredOn(pod -> pod.list("volumes").toString().contains("serviceAccountToken"))
                .containsExactly(manager.part("spec.template.spec"));
    }

    @Test
    void opens_the_way_to_the_api_server_for_managers_alone() {
        assertThat(rendered.all())
                .filteredOn(manifest -> manifest.kind().equals("NetworkPolicy")
                        && manifest.at("spec").toString().contains("10.0.0.1/32"))
                .extracting(Manifest::name)
                .containsExactly("night-dayshift-manager");
    }

    @Test
    void is_off_unless_wanted() {
        assertThat(Chart.render().names()).noneMatch(name -> name.startsWith("Role"));
        assertThat(Chart.render().pods())
                .noneMatch(pod -> pod.list("volumes").toString().contains("serviceAccountToken"));
    }
}
