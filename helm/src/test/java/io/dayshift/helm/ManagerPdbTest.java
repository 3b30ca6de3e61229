package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManagerPdbTest {

    @Test
    void lets_one_manager_go_at_a_time() {
        var rendered = Chart.render();
        var budget = rendered.get("PodDisruptionBudget", "night-dayshift-manager");

        assertThat(budget.at("spec.maxUnavailable")).isEqualTo(1);
        assertThat(budget.at("spec.selector"))
                .isEqualTo(rendered.get("Deployment", "night-dayshift-manager").at("spec.selector"));
    }

    @Test
    void can_be_left_out() {
        assertThat(Chart.render("manager: {podDisruptionBudget: {enabled: false}}")
                        .names())
                .doesNotContain("PodDisruptionBudget/night-dayshift-manager");
    }
}
