package io.dayshift.common.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RetryPolicy POLICY = new RetryPolicy(10, Duration.ofMillis(100), 2, Duration.ofSeconds(1));

    @Test
    void draws_anything_up_to_a_backoff_that_grows_to_its_most() {
        var random = new Random(1);
        for (var attempt = 1; attempt <= 8; attempt++) {
            var longest = Math.min(1000, 100 << (attempt - 1));
            var tried = attempt;
            var rests = IntStream.range(0, 2000)
                    .mapToObj(i -> POLICY.restAfter(tried, random).toMillis())
                    .toList();

            assertThat(rests).allSatisfy(rest -> assertThat(rest).isBetween(0L, (long) longest));
            assertThat(rests).anySatisfy(rest -> assertThat(rest).isGreaterThan(longest * 9L / 10));
            assertThat(rests).anySatisfy(rest -> assertThat(rest).isLessThan(longest / 10L));
        }
    }

    @Test
    void does_not_overflow_after_many_attempts() {
        var policy = new RetryPolicy(100, Duration.ofHours(24), 100, Duration.ofHours(24));

        assertThat(policy.restAfter(100, new Random(1))).isBetween(Duration.ZERO, Duration.ofHours(24));
    }
}
