package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * The alerts, and what Grafana and KEDA ask, held before Prometheus' own {@code promtool}; {@code alerts-test.yaml} says when
 * each alert has to fire.
 */
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

    /** Nobody is told of an expression that cannot be read: Grafana's panel stays empty, KEDA's pool as it is. */
    @Test
    void come_with_questions_of_grafana_and_keda_that_prometheus_can_read() throws Exception {
        var asked = Stream.concat(dashboard(), scaling()).toList();
        var rules = IntStream.range(0, asked.size())
                .mapToObj(number -> Map.of("record", "asked:" + number, "expr", asked.get(number)))
                .toList();
        Files.writeString(
                folder.resolve("asked.yaml"),
                new Yaml().dump(Map.of("groups", List.of(Map.of("name", "asked", "rules", rules)))));

        assertThat(promtool("check", "rules", "asked.yaml")).contains("SUCCESS: " + asked.size() + " rules found");
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

    /** Grafana puts an interval of its own in place of the variable; the others stand in strings. */
    private static Stream<String> dashboard() {
        var dashboard = JsonParser.parseString(Chart.text("files/dashboard.json"));
        var expressions = expressions(dashboard).toList();
        assertThat(expressions).hasSizeGreaterThan(20);
        return expressions.stream().map(expression -> expression.replace("$__rate_interval", "5m"));
    }

    private static Stream<String> expressions(JsonElement part) {
        if (part.isJsonArray()) {
            return part.getAsJsonArray().asList().stream().flatMap(RulesTest::expressions);
        }
        if (!part.isJsonObject()) {
            return Stream.empty();
        }
        return part.getAsJsonObject().entrySet().stream()
                .flatMap(entry -> entry.getKey().equals("expr")
                        ? Stream.of(entry.getValue().getAsString())
                        : expressions(entry.getValue()));
    }

    private static Stream<String> scaling() {
        var query = Chart.render(Chart.mode("autoscaling-values.yaml"))
                .get("ScaledObject", "night-dayshift-worker-heavy")
                .at("spec.triggers.0.metadata.query");
        return Stream.of((String) query);
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
