package io.dayshift.helm;

import static io.dayshift.helm.Manifest.CONTAINER;
import static io.dayshift.helm.Manifest.POD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerDeploymentTest {

    @Test
    void runs_two_workers_of_the_charts_version() {
        var deployment = worker("{}");

        assertThat(deployment.at("spec.replicas")).isEqualTo(2);
        assertThat(deployment.at(CONTAINER + "image"))
                .isEqualTo("dayshift-worker:" + System.getProperty("project.version"));
    }

    @Test
    void is_called_like_its_pod_and_reached_at_the_pods_address() {
        assertThat(worker("{}").env())
                .containsEntry("DAYSHIFT_WORKER_ID", "field metadata.name")
                .containsEntry("POD_IP", "field status.podIP")
                .containsEntry("DAYSHIFT_WORKER_ADDRESS", "http://$(POD_IP):8081")
                .containsEntry("SERVER_ADDRESS", "0.0.0.0")
                .containsEntry("SERVER_PORT", "8081");
    }

    @Test
    void knows_the_address_of_the_pod_before_it_is_used() {
        assertThat((List<?>) worker("{}").at(CONTAINER + "env"))
                .<Object>extracting(variable -> ((Map<?, ?>) variable).get("name"))
                .containsSubsequence("POD_IP", "DAYSHIFT_WORKER_ADDRESS");
    }

    @Test
    void registers_with_the_managers_of_the_release() {
        assertThat(worker("{}").env())
                .containsEntry("DAYSHIFT_WORKER_MANAGERURLS", "http://night-dayshift-manager:8080");
    }

    @Test
    void gets_no_token_that_it_does_not_need_and_in_plain_only_what_it_shows() {
        assertThat(worker("{}").projected("tokens"))
                .containsExactly(
                        "night-dayshift-tokens/worker",
                        "night-dayshift-tokens/manager.sha256",
                        "night-dayshift-tokens/monitor.sha256");
    }

    @Test
    void gets_digests_from_a_secret_of_the_users_where_they_are_said_to_be_there() {
        assertThat(worker("tokens: {existingSecret: ours, digests: true}").projected("tokens"))
                .containsExactly("ours/worker", "ours/manager.sha256", "ours/monitor.sha256?");
        assertThat(worker("tokens: {existingSecret: ours}").projected("tokens"))
                .containsExactly("ours/worker", "ours/manager", "ours/monitor?");
    }

    /** Where something keeps the chart's new keys from the cluster, such as a tool that never writes the Secret. */
    @Test
    void gets_no_digests_from_the_secret_of_the_chart_when_told_so() {
        assertThat(worker("tokens: {digests: false}").projected("tokens"))
                .containsExactly(
                        "night-dayshift-tokens/worker",
                        "night-dayshift-tokens/manager",
                        "night-dayshift-tokens/monitor");
        assertThat(worker("tokens: {digests: null}").projected("tokens"))
                .isEqualTo(worker("tokens: {digests: true}").projected("tokens"))
                .contains("night-dayshift-tokens/manager.sha256");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 25, 3600, 86_400})
    void is_killed_only_well_after_its_drain_is_over(int drain) {
        var deployment = worker("worker: {drainSeconds: " + drain + "}");

        assertThat(deployment.env())
                .containsEntry("DAYSHIFT_WORKER_DRAINTIMEOUT", drain + "s")
                .containsEntry("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", drain + 10 + "s");
        assertThat(deployment.at(POD + "terminationGracePeriodSeconds")).isEqualTo(drain + 20);
    }

    @Test
    void decides_itself_how_much_it_takes_on_unless_told() {
        assertThat(worker("{}").env()).doesNotContainKey("DAYSHIFT_WORKER_CAPACITY");
        assertThat(worker("worker: {capacity: 16}").env()).containsEntry("DAYSHIFT_WORKER_CAPACITY", "16");
    }

    @Test
    void leaves_the_number_of_workers_to_an_autoscaler() {
        assertThat(worker("worker: {replicas: null}").at("spec.replicas")).isNull();
    }

    @Test
    void may_write_under_tmp_alone() {
        var deployment = worker("tmpSizeLimit: 1Gi");

        assertThat(deployment.at(CONTAINER + "volumeMounts.1")).isEqualTo(Map.of("name", "tmp", "mountPath", "/tmp"));
        assertThat(deployment.at(POD + "volumes.1.emptyDir.sizeLimit")).isEqualTo("1Gi");
    }

    private static Manifest worker(String values) {
        return Chart.render(values).get("Deployment", "night-dayshift-worker-default");
    }
}
