package io.dayshift.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "7d, PT168H", "PT30S, PT30S", "P1DT1H, PT25H"})
    void reads_a_number_with_a_unit_and_iso_8601(String text, Duration expected) {
        assertThat(DurationText.read(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 5m", "5 m", "5", "5x", "5M", "-5m", "1.5h", "1e3s", "P", "PT", "PT-1S", "\u0665m"})
    void refuses_anything_else(String text) {
        assertThat(DurationText.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808ms", "9223372036854775807d", "99999999999999999999999999s"})
    void takes_one_too_long_to_count_for_the_longest(String text) {
        assertThat(DurationText.read(text)).contains(Duration.ofSeconds(Long.MAX_VALUE));
    }
}
