package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dayshift.common.store.Durability;
import io.dayshift.common.store.Vitals;
import io.dayshift.common.web.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadroomTest {

    private Optional<Vitals> last = Optional.empty();
    private final Headroom headroom = new Headroom(() -> last, Budget.read("80%"));

    private void used(long bytes) {
        last = Optional.of(new Vitals(Durability.STRONG, "noeviction", bytes, 1000));
    }

    private void refuses(int status, String slug, String detail) {
        assertThatExceptionOfType(Problem.class).isThrownBy(headroom::require).satisfies(problem -> {
            assertThat(problem.status().value()).isEqualTo(status);
            assertThat(problem.slug()).isEqualTo(slug);
            assertThat(problem.getMessage()).contains(detail);
            assertThat(problem.retryAfter()).isNotNull();
        });
    }

    private void accepts() {
        assertThatNoException().isThrownBy(headroom::require);
    }

    @Test
    void accepts_while_redis_has_not_said_anything() {
        accepts();
        assertThat(headroom.limit()).isEmpty();
    }

    @Test
    void closes_above_the_budget_and_opens_a_little_below() {
        used(800);
        accepts();
        used(801);
        refuses(429, "budget-reached", "nothing was stored");
        used(790);
        refuses(429, "budget-reached", "shorter retention");
        used(760);
        accepts();
        used(790);
        accepts();
    }

    @Test
    void refuses_everything_while_redis_would_throw_tasks_away() {
        last = Optional.of(new Vitals(Durability.STRONG, "allkeys-lru", 1, 1000));

        refuses(503, "store-evicts", "set maxmemory-policy noeviction");
    }
}
