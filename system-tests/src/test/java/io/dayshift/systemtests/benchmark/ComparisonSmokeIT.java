package io.dayshift.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** This build compared with itself in tiny numbers: it runs, and nothing is missing. */
class ComparisonSmokeIT {

    private static final Path PROJECT = Path.of("..");

    @Test
    void compares_each_run_of_two_builds() {
        var folder = Path.of(
                "target", "benchmark", "comparison-" + ProcessHandle.current().pid());

        var file = new Comparison(Settings.smoke(), folder).run(PROJECT, PROJECT);

        var written = JsonMapper.shared().readTree(file);
        assertThat(written.get("runs").valueStream().map(run -> text(run, "build")))
                .containsExactly("A", "A", "A", "B", "B", "B");
        assertThat(written.get("ratios").valueStream().map(ratio -> text(ratio, "name")))
                .contains(Quantity.ONE_P50.key(), Quantity.SINGLE_RATE.key(), Quantity.BULK_RATE.key());
        assertThat(written.get("ratios")
                        .valueStream()
                        .map(ratio -> ratio.get("median").doubleValue()))
                .allMatch(median -> median > 0);
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).stringValue();
    }
}
