package io.dayshift.common.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
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
}
