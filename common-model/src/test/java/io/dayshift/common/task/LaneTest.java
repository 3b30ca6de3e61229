package io.dayshift.common.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a:b", "a,b=c", "100%", "%20", "+", "\u00e4\u00df", "{x}", "\ud83d\ude00", "*"})
    void comes_back_with_required_labels_of_any_characters(String value) {
        var lane = new Lane("echo", "default", 5, new TreeMap<>(Map.of("a", value, "b", "")));

        var decoded = Lane.decode(lane.encoded());

        assertThat(decoded).isEqualTo(lane);
        assertThat(decoded.suits(Map.of("a", value, "b", "", "c", "more"))).isTrue();
        assertThat(lane.encoded()).doesNotContain(" ", "\n");
    }

    @Test
    void suits_workers_that_have_all_the_labels() {
        var lane = new Lane("echo", "default", 5, new TreeMap<>(Map.of("zone", "a")));

        assertThat(lane.suits(Map.of("zone", "a", "gpu", "yes"))).isTrue();
        assertThat(lane.suits(Map.of("zone", "b"))).isFalse();
        assertThat(lane.suits(Map.of())).isFalse();
    }

    @Test
    void refuses_what_would_break_a_key() {
        assertThatThrownBy(() -> new Lane("a:b", "default", 5, new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lane("echo", "{x}", 5, new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lane("echo", "default", 10, new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
