package io.dayshift.common.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyTest {

    private final Company company = new Company(Duration.ofSeconds(10));

    @Test
    void nobody_is_expected_at_first() {
        assertThat(company.isExpected()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 63})
    void what_had_company_lets_the_next_expect_some(long things) {
        company.came(things);

        assertThat(company.isExpected()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 64, 500})
    void what_came_alone_or_in_a_crowd_does_not(long things) {
        company.came(2);
        company.came(things);

        assertThat(company.isExpected()).isFalse();
    }

    @Test
    void company_that_is_long_ago_is_forgotten() {
        var quick = new Company(Duration.ofMillis(1));
        quick.came(2);

        await().until(() -> !quick.isExpected());
    }

    @Test
    void waits_for_a_moment_when_company_is_expected() {
        company.came(3);
        var waiter = Thread.ofVirtual().start(() -> company.await());

        await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
        waiter.interrupt();
        await().until(() -> !waiter.isAlive());
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 2"})
    void waits_longer_while_nothing_is_urgent(boolean urgent, int looks) {
        var quick = new Company(Duration.ofMillis(1));
        var asked = new AtomicInteger();
        quick.came(3);

        quick.await(() -> {
            asked.incrementAndGet();
            return urgent;
        });

        assertThat(asked).hasValue(looks);
    }

    @Test
    void does_not_wait_when_nobody_is_expected() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> company.await());
    }

    @Test
    void waits_no_longer_when_interrupted() {
        company.came(3);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Thread.currentThread().interrupt();
            company.await();
            assertThat(Thread.interrupted()).isTrue();
        });
    }
}
