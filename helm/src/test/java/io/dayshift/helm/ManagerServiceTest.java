package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManagerServiceTest {

    @Test
    void leads_to_the_managers() {
        var rendered = Chart.render();
        var service = rendered.get("Service", "night-dayshift-manager");

        assertThat(service.at("spec.type")).isEqualTo("ClusterIP");
        assertThat(service.at("spec.ports.0.port")).isEqualTo(8080);
        assertThat(service.at("spec.ports.0.targetPort")).isEqualTo("http");
        assertThat(service.at("spec.selector"))
                .isEqualTo(rendered.get("Deployment", "night-dayshift-manager").at("spec.selector.matchLabels"));
    }

    @Test
    void takes_its_port_along_to_the_workers() {
        var rendered = Chart.render("manager: {service: {port: 80}}");

        assertThat(rendered.get("Service", "night-dayshift-manager").at("spec.ports.0.port"))
                .isEqualTo(80);
        assertThat(rendered.get("Deployment", "night-dayshift-worker-default").env())
                .containsEntry("DAYSHIFT_WORKER_MANAGERURLS", "http://night-dayshift-manager:80");
    }
}
