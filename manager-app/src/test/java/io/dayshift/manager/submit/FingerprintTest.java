package io.dayshift.manager.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private final TaskReader reader = new TaskReader(InstantSource.fixed(Instant.EPOCH));

    private String of(String labels) {
        return Fingerprint.of(reader.readOne("{\"type\":\"echo\",\"labels\":" + labels + '}'));
    }

    @Test
    void tells_labels_apart_that_read_alike() {
        assertThat(of("{\"a\":\"1, b=2\"}")).isNotEqualTo(of("{\"a\":\"1\",\"b\":\"2\"}"));
        assertThat(of("{\"a\":\"1, 2\",\"b\":\"3\"}")).isNotEqualTo(of("{\"a\":\"1\",\"b\":\"2, 3\"}"));
    }

    @Test
    void is_the_same_for_the_same_description_in_another_order() {
        assertThat(of("{\"a\":\"1\",\"b\":\"2\"}")).isEqualTo(of("{ \"b\":\"2\", \"a\":\"1\" }"));
    }
}
