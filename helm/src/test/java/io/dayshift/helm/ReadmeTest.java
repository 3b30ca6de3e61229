package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The table of values in the chart's {@code README.md}; {@code -Dreadme.write=true} writes it anew. */
class ReadmeTest {

    private static final String BEGIN = "<!-- values: written by ReadmeTest from values.yaml -->\n";
    private static final String END = "<!-- end of values -->\n";

    @Test
    void lists_the_values_as_they_are() throws IOException {
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(Chart.FOLDER.resolve("README.md"), expected());
        }

        assertThat(Chart.text("README.md"))
                .as("README.md is not that of values.yaml; write it anew with"
                        + " mvn test -pl helm -Dtest=ReadmeTest -Dreadme.write=true")
                .isEqualTo(expected());
    }

    @Test
    void says_something_of_every_value() {
        assertThat(ValuesTable.of(Chart.text("values.yaml")).lines())
                .hasSizeGreaterThan(150)
                .allSatisfy(line -> assertThat(line).matches("\\| .+ \\| .* \\| .+ \\|"));
    }

    private static String expected() {
        var text = Chart.text("README.md");
        return text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                + ValuesTable.of(Chart.text("values.yaml"))
                + text.substring(text.indexOf(END));
    }
}
