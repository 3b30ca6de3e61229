package io.dayshift.manager.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchTest {

    private Instant now = Instant.parse("2026-11-24T08:00:00Z");
    private final Watch watch = new Watch(() -> now, Duration.ofMillis(4500));

    private void passes(Duration span) {
        for (var gone = Duration.ZERO; gone.compareTo(span) < 0; gone = gone.plusMillis(250)) {
            now = now.plusMillis(250);
            watch.pass();
        }
    }

    @Test
    void looks_on_for_a_while_after_the_start() {
        passes(Duration.ofSeconds(4));
        assertThat(watch.mayJudge()).isFalse();

        passes(Duration.ofSeconds(1));
        assertThat(watch.mayJudge()).isTrue();
    }

    @Test
    void looks_on_anew_after_a_pause_of_its_own() {
        passes(Duration.ofSeconds(6));

        now = now.plusSeconds(2);
        watch.pass();

        assertThat(watch.mayJudge()).isFalse();
    }

    @Test
    void looks_on_anew_when_told_to() {
        passes(Duration.ofSeconds(6));

        watch.restart();

        assertThat(watch.mayJudge()).isFalse();
    }
}
