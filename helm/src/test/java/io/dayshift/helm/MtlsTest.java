package io.dayshift.helm;

import static io.dayshift.helm.Manifest.CONTAINER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A crew that knows each other by certificates; that it works is tried in {@code ChartMtlsIT}. */
class MtlsTest {

    private static final String MODE = Chart.mode("mtls-values.yaml");

    private final Manifests rendered = Chart.render(MODE);
    private final Manifest manager = rendered.get("Deployment", "night-dayshift-manager");
    private final Manifest worker = rendered.get("Deployment", "night-dayshift-worker-default");

    @Test
    void gives_each_side_a_certificate_of_its_own() {
        assertThat(secretOf(manager)).isEqualTo("manager-certificate");
        assertThat(secretOf(worker)).isEqualTo("worker-certificate");
        assertThat(rendered.crew())
                .allSatisfy(workload -> assertThat(workload.env())
                        .containsEntry(
                                "SPRING_SSL_BUNDLE_PEM_CREW_TRUSTSTORE_CERTIFICATE", "file:/etc/dayshift-tls/ca.crt")
                        .containsEntry("SPRING_SSL_BUNDLE_PEM_CREW_RELOADONUPDATE", "true"));
    }

    @Test
    void knows_each_side_by_the_name_of_its_certificate() {
        assertThat(rendered.crew())
                .allSatisfy(workload -> assertThat(workload.env())
                        .containsEntry("DAYSHIFT_SECURITY_CERTIFICATES_MANAGER", "night-dayshift-manager")
                        .containsEntry("DAYSHIFT_SECURITY_CERTIFICATES_WORKER", "night-dayshift-worker"));
        assertThat(Chart.render(MODE + "\nnameOverride: crew")
                        .get("Deployment", "night-crew-manager")
                        .env())
                .containsEntry("DAYSHIFT_SECURITY_CERTIFICATES_WORKER", "night-crew-worker");
    }

    /** Clients of managers have tokens; nobody but managers calls a worker. */
    @Test
    void asks_everybody_at_workers_for_a_certificate_and_at_managers_who_has_one() {
        assertThat(manager.env())
                .containsEntry("SERVER_SSL_CLIENTAUTH", "want")
                .containsEntry("DAYSHIFT_CLIENT_EXPECT", "role");
        assertThat(worker.env())
                .containsEntry("SERVER_SSL_CLIENTAUTH", "need")
                .doesNotContainKey("DAYSHIFT_CLIENT_EXPECT");
    }

    @Test
    void takes_the_tokens_of_the_crew_away() {
        assertThat(manager.projected("tokens"))
                .containsExactlyInAnyOrder(
                        "night-dayshift-tokens/monitor.sha256",
                        "night-dayshift-tokens/submit.sha256",
                        "night-dayshift-tokens/read.sha256",
                        "night-dayshift-tokens/operate.sha256");
        assertThat(worker.projected("tokens")).containsExactly("night-dayshift-tokens/monitor.sha256");
    }

    @Test
    void speaks_https_wherever_it_is_called() {
        assertThat(worker.env())
                .containsEntry("DAYSHIFT_WORKER_ADDRESS", "https://$(POD_IP):8081")
                .containsEntry("DAYSHIFT_WORKER_MANAGERURLS", "https://night-dayshift-manager:8080");
        assertThat(rendered.crew()).allSatisfy(workload -> {
            assertThat(workload.env()).containsEntry("MANAGEMENT_SERVER_SSL_BUNDLE", "crew");
            for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(workload.at(CONTAINER + probe + ".httpGet.scheme")).isEqualTo("HTTPS");
            }
            assertThat(workload.at("spec.template.metadata.annotations", "prometheus.io/scheme"))
                    .isEqualTo("https");
        });
        assertThat(rendered.get("Service", "night-dayshift-manager").at("spec.ports.0.appProtocol"))
                .isEqualTo("https");
        assertThat(rendered.get("ScaledObject", "night-dayshift-worker-default").at("spec.triggers.0.metadata.url"))
                .isEqualTo("https://night-dayshift-manager.works:8080/v1/stats");
        assertThat(rendered.get("TriggerAuthentication", "night-dayshift-stats").at("spec.secretTargetRef.1"))
                .isEqualTo(Map.of("parameter", "ca", "name", "manager-certificate", "key", "ca.crt"));
    }

    @Test
    void lets_prometheus_check_pods_by_their_names() {
        var monitor = rendered.get("ServiceMonitor", "night-dayshift");

        for (var side : List.of("manager", "worker")) {
            var endpoint = monitor.part("spec.endpoints." + (side.equals("manager") ? 0 : 1));
            assertThat(endpoint.at("port"))
                    .isEqualTo(side + "-management")
                    .isEqualTo(rendered.get("Service", "night-dayshift-" + side + "-metrics")
                            .at("spec.ports.0.name"));
            assertThat(endpoint.at("scheme")).isEqualTo("https");
            assertThat(endpoint.at("tlsConfig.serverName")).isEqualTo("night-dayshift-" + side);
        }
    }

    /** The key of the managers' certificate is none of its business. */
    @Test
    void lets_the_test_see_the_authority_and_nothing_else() {
        var pod = rendered.get("Pod", "night-dayshift-test");

        assertThat(pod.at("spec.containers.0.env.0.value")).isEqualTo("https://night-dayshift-manager:8080");
        assertThat(pod.list("spec.containers.0.env"))
                .<Object>map(variable -> variable)
                .contains(Map.of("name", "CURL_CA_BUNDLE", "value", "/etc/dayshift-tls/ca.crt"));
        assertThat(pod.at("spec.volumes.0.secret.items")).isEqualTo(List.of(Map.of("key", "ca.crt", "path", "ca.crt")));
    }

    @Test
    void tells_how_to_call_the_managers() {
        assertThat(Chart.notes(MODE))
                .contains("get secret manager-certificate")
                .contains("--cacert ca.crt --connect-to ::127.0.0.1:8080")
                .contains("clients call https://night-dayshift-manager.works:8080");
    }

    @Test
    void is_off_unless_wanted() {
        assertThat(Chart.render().crew()).allSatisfy(workload -> {
            assertThat(workload.env().keySet()).noneMatch(name -> name.contains("SSL"));
            assertThat(workload.at(CONTAINER + "livenessProbe.httpGet.scheme")).isEqualTo("HTTP");
        });
    }

    private static Object secretOf(Manifest workload) {
        return workload.list(Manifest.POD + "volumes").stream()
                .map(volume -> (Map<?, ?>) volume)
                .filter(volume -> volume.get("name").equals("tls"))
                .<Object>map(volume -> ((Map<?, ?>) volume.get("secret")).get("secretName"))
                .findFirst()
                .orElseThrow();
    }
}
