package io.dayshift.helm;

import static io.dayshift.helm.Manifest.POD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAccountTest {

    @Test
    void carries_no_token_and_the_annotations_of_the_user() {
        var account = Chart.render("worker: {serviceAccount: {annotations: {role: crew}}}")
                .get("ServiceAccount", "night-dayshift-worker");

        assertThat(account.at("automountServiceAccountToken")).isEqualTo(false);
        assertThat(account.at("metadata.annotations.role")).isEqualTo("crew");
    }

    @ParameterizedTest
    @CsvSource({"true,'',night-dayshift-manager", "true,crew,crew", "false,'',default", "false,crew,crew"})
    void is_the_one_that_managers_run_under(boolean create, String given, String used) {
        var rendered = Chart.render("manager: {serviceAccount: {create: %s, name: '%s'}}".formatted(create, given));

        assertThat(rendered.get("Deployment", "night-dayshift-manager").at(POD + "serviceAccountName"))
                .isEqualTo(used);
        assertThat(rendered.names().contains("ServiceAccount/" + used)).isEqualTo(create);
    }

    @Test
    void is_another_for_each_component() {
        assertThat(Chart.render().workloads())
                .extracting(workload -> workload.at(POD + "serviceAccountName"))
                .containsExactlyInAnyOrder("night-dayshift-manager", "night-dayshift-worker", "night-dayshift-redis");
    }
}
