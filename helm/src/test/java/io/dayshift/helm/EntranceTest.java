package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code manager-ingress.yaml} and {@code manager-httproute.yaml}. */
class EntranceTest {

    @Test
    void is_closed_by_default() {
        assertThat(Chart.render().names())
                .noneMatch(name -> name.startsWith("Ingress/") || name.startsWith("HTTPRoute/"));
    }

    @Test
    void by_ingress_leads_to_the_api_alone() {
        var rendered = Chart.render(Chart.mode("ingress-values.yaml"));
        var ingress = rendered.get("Ingress", "night-dayshift-manager");

        assertThat(ingress.at("spec.ingressClassName")).isEqualTo("nginx");
        assertThat(ingress.at("spec.rules.0.host")).isEqualTo("tasks.example.com");
        assertThat(ingress.list("spec.rules.0.http.paths")).hasSize(1);
        assertThat(ingress.at("spec.rules.0.http.paths.0.path")).isEqualTo("/v1");
        var backend = ingress.part("spec.rules.0.http.paths.0.backend.service");
        assertThat(rendered.get("Service", backend.at("name").toString()).at("spec.ports.0.name"))
                .isEqualTo(backend.at("port.name"));
    }

    @Test
    void by_gateway_leads_to_the_api_alone() {
        var rendered = Chart.render(Chart.mode("gateway-values.yaml"));
        var route = rendered.get("HTTPRoute", "night-dayshift-manager");

        assertThat(route.at("spec.parentRefs.0")).isEqualTo(Map.of("name", "public", "namespace", "gateways"));
        assertThat(route.at("spec.rules.0.matches.0.path")).isEqualTo(Map.of("type", "PathPrefix", "value", "/v1"));
        var backend = route.part("spec.rules.0.backendRefs.0");
        assertThat(rendered.get("Service", backend.at("name").toString()).at("spec.ports.0.port"))
                .isEqualTo(backend.at("port"));
    }

    /** The longest {@code ?wait=} is 60 s; the 15 s that some gateways have of their own would cut it off. */
    @Test
    void by_gateway_lets_the_longest_wait_end() {
        assertThat(Chart.render(Chart.mode("gateway-values.yaml"))
                        .get("HTTPRoute", "night-dayshift-manager")
                        .at("spec.rules.0.timeouts"))
                .isEqualTo(Map.of("request", "75s", "backendRequest", "75s"));
    }

    @Test
    void by_gateway_may_leave_time_to_the_gateway() {
        assertThat(timeouts("{request: 90s, backendRequest: ''}")).isEqualTo(Map.of("request", "90s"));
        assertThat(timeouts("{request: '', backendRequest: ''}")).isNull();
    }

    private static Object timeouts(String timeouts) {
        return Chart.render("manager: {httpRoute: {enabled: true, parentRefs: [{name: public}], timeouts: %s}}"
                        .formatted(timeouts))
                .get("HTTPRoute", "night-dayshift-manager")
                .at("spec.rules.0.timeouts");
    }
}
