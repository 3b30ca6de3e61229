package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dayshift.common.web.LimitsProperties;
import io.dayshift.common.web.Problem;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class SubmitRateTest {

    private static final Caller ONE = new Caller("one");

    static LimitsProperties limits(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("dayshift.limits", LimitsProperties.class);
    }

    private static SubmitRate rate(int submits, int atOnce) {
        return new SubmitRate(limits(Map.of(
                "dayshift.limits.submits", Integer.toString(submits),
                "dayshift.limits.submits-at-once", Integer.toString(atOnce))));
    }

    @Test
    void takes_what_may_come_at_once_and_then_says_when_to_come_again() {
        var rate = rate(1, 10);
        rate.require(ONE, 4);
        rate.require(ONE, 6);

        var refusal = catchThrowableOfType(Problem.class, () -> rate.require(ONE, 5));

        assertThat(refusal.status().value()).isEqualTo(429);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    @Test
    void counts_each_caller_for_himself() {
        var rate = rate(1, 10);
        rate.require(ONE, 10);

        rate.require(new Caller("other"), 10);

        assertThatThrownBy(() -> rate.require(ONE, 1)).isInstanceOf(Problem.class);
    }

    @Test
    void takes_a_larger_batch_from_one_who_has_been_silent_and_then_waits_for_the_rest() {
        var rate = rate(1, 10);
        rate.require(ONE, 100);

        var refusal = catchThrowableOfType(Problem.class, () -> rate.require(ONE, 1));

        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(85), Duration.ofSeconds(92));
    }

    @Test
    void remembers_only_so_many_callers() {
        var rate = rate(1, 10);

        for (var i = 0; i < 20_000; i++) {
            rate.require(new Caller("caller " + i), 1);
        }

        assertThat(rate.size()).isBetween(1L, 10_000L);
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

        var unlimited = new SubmitRate(limits(Map.of()));
        for (var i = 0; i < 100; i++) {
            unlimited.require(10_000);
        }
    }
}
