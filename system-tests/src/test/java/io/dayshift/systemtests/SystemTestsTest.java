package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SystemTestsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            new CommandLine(new SystemTests()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @ParameterizedTest
    @ValueSource(strings = {"demo", "benchmark", "faults", "liveness", "modes"})
    void describes_itself_and_does_nothing_else(String command) {
        var status = line.execute(command, "--help");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("Usage: system-tests " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "benchmark", "faults", "liveness", "modes"})
    void refuses_an_option_that_it_does_not_know(String command) {
        var status = line.execute(command, "--minuets=1");

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("Unknown option");
    }

    @Test
    void refuses_a_measure_that_there_is_not() {
        var status = line.execute("benchmark", "--only=bulk,bolk");

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("'bolk' is none of bulk, always");
    }

    @Test
    void shows_defaults() {
        line.execute("faults", "--help");

        assertThat(out.toString()).containsPattern("--minutes=<minutes>[^-]*Default: 10");
    }
}
