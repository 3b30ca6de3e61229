package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkPolicyTest {

    @Test
    void is_only_there_when_wanted() {
        assertThat(Chart.render().names()).noneMatch(name -> name.startsWith("NetworkPolicy/"));
    }

    @Test
    void leaves_the_managers_open_to_everybody_by_default() {
        var policy = policy("manager", "");

        assertThat(policy.at("spec.ingress.0.ports.0.port")).isEqualTo("http");
        assertThat(policy.at("spec.ingress.0.from")).isNull();
    }

    @Test
    void opens_the_managers_to_those_named_and_always_to_workers() {
        var policy = policy("manager", "managerFrom: [{namespaceSelector: {}}]");

        assertThat(policy.at("spec.ingress.0.from.0.podSelector.matchLabels")).isEqualTo(podsOf("worker"));
        assertThat(policy.at("spec.ingress.0.from.1")).isEqualTo(Map.of("namespaceSelector", Map.of()));
    }

    @Test
    void opens_the_workers_to_managers_alone() {
        var policy = policy("worker", "");

        assertThat((List<?>) policy.at("spec.ingress.0.from")).hasSize(1);
        assertThat(policy.at("spec.ingress.0.from.0.podSelector.matchLabels")).isEqualTo(podsOf("manager"));
        assertThat(policy.at("spec.policyTypes")).isEqualTo(List.of("Ingress"));
    }

    @Test
    void lets_workers_call_out_only_where_they_have_to_when_wanted() {
        var policy = policy("worker", "workerEgress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]");

        assertThat(policy.at("spec.policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
        assertThat((List<?>) policy.at("spec.egress")).hasSize(4);
        assertThat(policy.at("spec.egress.0.ports.0.port")).isEqualTo(53);
        assertThat(policy.at("spec.egress.1.to.0.podSelector.matchLabels")).isEqualTo(podsOf("manager"));
        assertThat(policy.at("spec.egress.2.to.0.podSelector.matchLabels")).isEqualTo(podsOf("redis"));
        assertThat(policy.at("spec.egress.3.to.0.ipBlock.cidr")).isEqualTo("10.0.0.0/8");
    }

    @Test
    void opens_redis_to_the_crew_alone() {
        var policy = policy("redis", "");

        assertThat((List<?>) policy.at("spec.ingress.0.from")).hasSize(2);
        assertThat(policy.at("spec.ingress.0.from.0.podSelector.matchLabels")).isEqualTo(podsOf("manager"));
        assertThat(policy.at("spec.ingress.0.from.1.podSelector.matchLabels")).isEqualTo(podsOf("worker"));
        assertThat(policy.at("spec.egress")).isNull();
        assertThat(policy.at("spec.policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
    }

    private static Manifest policy(String component, String values) {
        return Chart.render("networkPolicy:\n  enabled: true\n  " + values)
                .get("NetworkPolicy", "night-dayshift-" + component);
    }

    private static Object podsOf(String component) {
        var kind = component.equals("redis") ? "StatefulSet" : "Deployment";
        return Chart.render().get(kind, "night-dayshift-" + component).at("spec.selector.matchLabels");
    }
}
