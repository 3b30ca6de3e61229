package io.dayshift.systemtests.benchmark.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandCounterTest {

    /** The second argument of the first command looks like another command, and is none. */
    private static final String THREE = "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$18\r\n*1\r\n$4\r\nPING\r\n*1\r\n\r\n"
            + "*1\r\n$4\r\nPING\r\n"
            + "*2\r\n$4\r\nECHO\r\n$0\r\n\r\n";

    private final LongAdder commands = new LongAdder();
    private final CommandCounter counter = new CommandCounter(commands);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void counts_commands_however_they_are_cut(int piece) throws IOException {
        var bytes = THREE.getBytes(StandardCharsets.UTF_8);

        for (var at = 0; at < bytes.length; at += piece) {
            var next = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            counter.see(next, next.length);
        }

        assertThat(commands.sum()).isEqualTo(3);
    }

    @Test
    void refuses_what_it_cannot_read() {
        var inline = "PING\r\n".getBytes(StandardCharsets.UTF_8);

        assertThatIOException().isThrownBy(() -> counter.see(inline, inline.length));
    }
}
