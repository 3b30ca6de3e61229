package io.dayshift.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    private static final Ports SOME = Ports.of(List.of("8081", "9000-9002", "443"));

    @ParameterizedTest
    @CsvSource({
        "http://w:8080, false",
        "http://w:8081, true",
        "http://w:8082, false",
        "http://w:8999, false",
        "http://w:9000, true",
        "http://w:9002, true",
        "http://w:9003, false",
        "https://w, true",
        "HTTPS://w, true",
        "http://w, false",
        "http://w:443, true",
    })
    void are_those_that_are_listed(String address, boolean contained) {
        assertThat(SOME.containPortOf(URI.create(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://w", "http://w:1", "https://w:65535"})
    void are_all_when_none_is_listed(String address) {
        assertThat(Ports.of(List.of()).containPortOf(URI.create(address))).isTrue();
    }

    @Test
    void begin_and_end_where_ports_do() {
        assertThat(Ports.of(List.of("1-65535")).containPortOf(URI.create("http://w:65535")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "http", "-1", "8081-", "8081-8089-8099", "8081 - 8089", "0x50", "\u0663"})
    void are_not_of_another_form(String text) {
        assertThatThrownBy(() -> Ports.of(List.of("8081", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not a port or a range such as 8081 or 8081-8089");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0-8081", "65536", "8081-65536", "99999", "8089-8081"})
    void are_not_outside_of_what_ports_are(String text) {
        assertThatThrownBy(() -> Ports.of(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not within 1-65535, the lower one first");
    }
}
