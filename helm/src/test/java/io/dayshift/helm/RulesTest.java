package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The alerts, held before Prometheus' own {@code promtool}; {@code alerts-test.yaml} says when each has to fire. */
class RulesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write_rules() throws IOException {
        assumeTrue(isInstalled(), "promtool is not on the PATH; Debian has it in the package prometheus");
        var rules = Chart.render(Chart.mode("monitoring-values.yaml")).get("PrometheusRule", "night-dayshift");
        Files.writeString(folder.resolve("rules.yaml"), new Yaml().dump(rules.at("spec")));
        try (var tests = RulesTest.class.getResourceAsStream("/alerts-test.yaml")) {
            Files.copy(tests, folder.resolve("alerts-test.yaml"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void are_read_by_prometheus() throws Exception {
        assertThat(promtool("check", "rules", "rules.yaml")).contains("SUCCESS");
    }

    @Test
    void fire_when_they_should_and_not_before() throws Exception {
        assertThat(promtool("test", "rules", "alerts-test.yaml")).contains("SUCCESS");
    }

    @Test
    void are_all_tried() throws IOException {
        var tried = Files.readString(folder.resolve("alerts-test.yaml"));
        var rules = new Yaml()
                .<Map<String, List<Map<String, List<Map<String, Object>>>>>>load(
                        Files.readString(folder.resolve("rules.yaml")));

        assertThat(rules.get("groups").getFirst().get("rules"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(tried).contains("alertname: " + rule.get("alert")));
    }

    private String promtool(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool")));
    }
}
