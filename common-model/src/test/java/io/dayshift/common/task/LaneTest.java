package io.dayshift.common.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LaneTest {

    @Test
    void comes_back_from_its_encoded_form_whatever_the_labels_hold() {
        var lane = new Lane("echo", "default", 7, new TreeMap<>(Map.of("zone", "a:b,c=d %\u00fc", "gpu", "")));

        assertThat(Lane.decode(lane.encoded())).isEqualTo(lane);
        assertThat(lane.encoded()).startsWith("echo:default:7:").doesNotContain(" ");
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
