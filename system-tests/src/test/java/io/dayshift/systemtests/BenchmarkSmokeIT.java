package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.benchmark.Benchmark;
import io.dayshift.systemtests.benchmark.Settings;
import io.dayshift.systemtests.benchmark.figures.Quantity;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark with tiny numbers: it runs, every result is right (it throws otherwise), and nothing is missing. */
class BenchmarkSmokeIT {

    @Test
    void measures_everything_that_it_is_told_to() {
        var folder = Path.of(
                "target", "benchmark", "smoke-" + ProcessHandle.current().pid());
        var settings = Settings.smoke();

        var file = Benchmark.run(settings, folder);

        var figures = JsonMapper.shared().readTree(file).get("figures");
        assertThat(figures.valueStream().map(BenchmarkSmokeIT::name))
                .containsExactlyElementsOf(Stream.of(Quantity.values())
                        .filter(quantity -> settings.measures().contains(quantity.measure()))
                        .map(quantity -> quantity.measure().title() + ' ' + quantity.key())
                        .toList());
    }

    private static String name(JsonNode figure) {
        return figure.get("measure").stringValue() + ' ' + figure.get("name").stringValue();
    }
}
