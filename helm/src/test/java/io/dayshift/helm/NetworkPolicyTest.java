package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way that the policies leave open, written as {@code <direction> <who> <port>}. */
class NetworkPolicyTest {

    private static final String CLOSED = Chart.mode("network-built-in-values.yaml");
    private static final String OWN_REDIS = Chart.mode("network-values.yaml");

    @Test
    void is_only_there_when_wanted() {
        assertThat(Chart.render().names()).noneMatch(name -> name.startsWith("NetworkPolicy/"));
    }

    @Test
    void closes_every_pod_of_the_release_in_both_directions() {
        var rendered = Chart.render(CLOSED);
        var policy = rendered.get("NetworkPolicy", "night-dayshift-default");

        assertThat(policy.at("spec.policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
        assertThat(policy.at("spec.ingress")).isNull();
        assertThat(policy.at("spec.egress")).isNull();
        assertThat(rendered.podsOf((Map<?, ?>) policy.at("spec.podSelector.matchLabels")))
                .hasSize(4);
    }

    @Test
    void opens_managers_to_everybody_unless_told_whom() {
        assertThat(ways(CLOSED, "manager"))
                .containsExactlyInAnyOrder(
                        "in anybody http", "out kube-system 53", "out redis 6379", "out worker 8081");
        assertThat(ways(OWN_REDIS, "manager"))
                .containsExactlyInAnyOrder(
                        "in worker http",
                        "in test http",
                        "in clients http",
                        "in monitoring management",
                        "out openshift-dns 5353",
                        "out 10.1.0.0/24 6379",
                        "out worker 8081");
    }

    @Test
    void opens_workers_to_managers_alone() {
        assertThat(ways(CLOSED, "worker"))
                .containsExactlyInAnyOrder(
                        "in manager http", "out kube-system 53", "out redis 6379", "out manager 8080");
        assertThat(ways(OWN_REDIS, "worker"))
                .containsExactlyInAnyOrder(
                        "in manager http",
                        "in monitoring management",
                        "out openshift-dns 5353",
                        "out 10.1.0.0/24 6379",
                        "out manager 8080",
                        "out 203.0.113.0/24 443");
    }

    @Test
    void opens_redis_to_the_crew_alone() {
        assertThat(ways(CLOSED, "redis")).containsExactlyInAnyOrder("in manager redis", "in worker redis");
    }

    @Test
    void lets_the_test_reach_the_managers_alone() {
        assertThat(ways(CLOSED, "test")).containsExactlyInAnyOrder("out kube-system 53", "out manager 8080");
    }

    /** A way that is open at one end alone is closed. */
    @ParameterizedTest
    @ValueSource(strings = {"network-built-in-values.yaml", "network-values.yaml", "oauth2-values.yaml"})
    void opens_each_way_between_pods_at_both_ends(String mode) {
        var values = Chart.mode(mode);
        var out = new TreeSet<String>();
        var in = new TreeSet<String>();
        for (var component : List.of("manager", "worker", "test")) {
            ways(values, component).forEach(way -> (way.startsWith("out ") ? out : in).add(way(component, way)));
        }
        out.removeIf(way -> !way.matches("(manager|worker|test) to (manager|worker) .*"));
        in.removeIf(way -> way.matches("(clients|monitoring) .*"));

        assertThat(out)
                .hasSize(3)
                .allMatch(way -> in.contains(way) || in.contains("anybody" + way.substring(way.indexOf(' '))));
        assertThat(in).allMatch(way -> out.contains(way) || way.startsWith("anybody "));
    }

    @Test
    void goes_to_ports_that_containers_have() {
        var rendered = Chart.render(CLOSED);

        assertThat(rendered.get("Deployment", "night-dayshift-manager")
                        .at(Manifest.CONTAINER + "ports.0.containerPort"))
                .isEqualTo(8080);
        assertThat(rendered.get("Deployment", "night-dayshift-worker-default")
                        .at(Manifest.CONTAINER + "ports.0.containerPort"))
                .isEqualTo(8081);
    }

    /** As {@code <from> to <to> <port>}, whichever end it is seen from. */
    private static String way(String component, String way) {
        var words = way.split(" ");
        var port = Map.of("manager", "8080", "worker", "8081");
        return words[0].equals("out")
                ? component + " to " + words[1] + " " + words[2]
                : words[1] + " to " + component + " " + (words[2].equals("http") ? port.get(component) : words[2]);
    }

    private static Set<String> ways(String values, String component) {
        var policy = Chart.render(values).get("NetworkPolicy", "night-dayshift-" + component);
        var ways = new TreeSet<String>();
        add(ways, "in", policy.list("spec.ingress"), "from");
        add(ways, "out", policy.list("spec.egress"), "to");
        return ways;
    }

    private static void add(Set<String> ways, String direction, List<?> rules, String side) {
        for (var rule : rules) {
            var way = new Manifest(cast(rule));
            var peers = way.at(side) == null ? List.of(Map.of()) : way.list(side);
            for (var peer : peers) {
                for (var port : way.list("ports")) {
                    ways.add(direction + " " + who((Map<?, ?>) peer) + " " + ((Map<?, ?>) port).get("port"));
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }

    private static String who(Map<?, ?> peer) {
        var content = new Manifest(cast(peer));
        if (peer.containsKey("podSelector")) {
            return (String) content.at("podSelector.matchLabels", "app.kubernetes.io/component");
        }
        if (peer.containsKey("namespaceSelector")) {
            return (String) content.at("namespaceSelector.matchLabels", "kubernetes.io/metadata.name");
        }
        return peer.isEmpty() ? "anybody" : (String) content.at("ipBlock.cidr");
    }
}
