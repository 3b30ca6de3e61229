package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

import io.dayshift.common.security.Role;
import io.dayshift.common.web.Caller;
import io.dayshift.common.web.LimitsProperties;
import io.dayshift.common.web.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class SubmitRateTest {

    private static final Caller ONE = new Caller("one");
    private static final Caller OTHER = new Caller("other");
    private static final Set<Role> NO_ROLES = Set.of();

    static LimitsProperties limits(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("dayshift.limits", LimitsProperties.class);
    }

    private static SubmitRate rate(Map<String, String> given) {
        var rates =
                new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("dayshift.limits", RoleRates.class);
        return new SubmitRate(limits(given), rates);
    }

    private static SubmitRate rate(int submits, int atOnce) {
        return rate(Map.of(
                "dayshift.limits.submits", Integer.toString(submits),
                "dayshift.limits.submits-at-once", Integer.toString(atOnce)));
    }

    /** As the Helm chart gives them. */
    @Test
    void takes_limits_from_variables_of_the_environment() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "DAYSHIFT_LIMITS_SUBMITS", "7",
                                        "DAYSHIFT_LIMITS_SUBMITSBYROLE_OPERATE", "50",
                                        "DAYSHIFT_LIMITS_SUBMITSATONCE", "20")));
        var binder = Binder.get(environment);

        var limits = binder.bind("dayshift.limits", LimitsProperties.class).get();
        assertThat(limits.submits()).isEqualTo(7);
        assertThat(limits.submitsAtOnce()).isEqualTo(20);
        assertThat(binder.bind("dayshift.limits", RoleRates.class).get().submitsByRole())
                .isEqualTo(Map.of(Role.OPERATE, 50L));
    }

    @Test
    void takes_what_may_come_at_once_and_then_says_when_to_come_again() {
        var rate = rate(1, 10);
        rate.require(ONE, NO_ROLES, 4);
        rate.require(ONE, NO_ROLES, 6);

        var refusal = catchThrowableOfType(Problem.class, () -> rate.require(ONE, NO_ROLES, 5));

        assertThat(refusal.status().value()).isEqualTo(429);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    @Test
    void counts_each_caller_for_himself() {
        var rate = rate(1, 10);
        rate.require(ONE, NO_ROLES, 10);

        rate.require(OTHER, NO_ROLES, 10);

        assertThatThrownBy(() -> rate.require(ONE, NO_ROLES, 1)).isInstanceOf(Problem.class);
    }

    @Test
    void takes_a_larger_batch_from_one_who_has_been_silent_and_then_waits_for_the_rest() {
        var rate = rate(1, 10);
        rate.require(ONE, NO_ROLES, 100);

        var refusal = catchThrowableOfType(Problem.class, () -> rate.require(ONE, NO_ROLES, 1));

        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(85), Duration.ofSeconds(92));
    }

    @Test
    void remembers_only_so_many_callers() {
        var rate = rate(1, 10);

        for (var i = 0; i < 20_000; i++) {
            rate.require(new Caller("caller " + i), NO_ROLES, 1);
        }

        assertThat(rate.size()).isBetween(1L, 10_000L);
    }

    @Test
    void counts_all_of_a_role_together_and_nobody_else() {
        var rate = rate(Map.of("dayshift.limits.submits-by-role.submit", "1", "dayshift.limits.submits-at-once", "10"));
        rate.require(ONE, Set.of(Role.SUBMIT), 6);

        assertThatThrownBy(() -> rate.require(OTHER, Set.of(Role.SUBMIT, Role.READ), 5))
                .hasMessageContaining("dayshift.limits.submits-by-role.submit");
        rate.require(OTHER, Set.of(Role.OPERATE), 100);
        rate.require(OTHER, NO_ROLES, 100);
        assertThat(rate.isBounded()).isTrue();
    }

    @Test
    void takes_nothing_from_a_role_for_what_its_caller_may_not_hand_in() {
        var rate = rate(Map.of(
                "dayshift.limits.submits-by-role.submit", "1",
                "dayshift.limits.submits", "1",
                "dayshift.limits.submits-at-once", "10"));
        rate.require(ONE, NO_ROLES, 10);
        assertThatThrownBy(() -> rate.require(ONE, Set.of(Role.SUBMIT), 10)).hasMessageContaining("each caller");

        rate.require(OTHER, Set.of(Role.SUBMIT), 10);
    }

    @Test
    void refuses_a_limit_that_lets_nobody_in() {
        assertThatThrownBy(() -> rate(Map.of("dayshift.limits.submits-by-role.submit", "0")))
                .rootCause()
                .hasMessageContaining("submits-by-role.submit is too small");
    }

    @AfterEach
    void leaves_the_request() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void is_off_by_default() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        var limited = rate(1, 10);
        limited.require(10);
        assertThatThrownBy(() -> limited.require(10)).isInstanceOf(Problem.class);

        var unlimited = rate(Map.of());
        for (var i = 0; i < 100; i++) {
            unlimited.require(10_000);
        }
    }
}
