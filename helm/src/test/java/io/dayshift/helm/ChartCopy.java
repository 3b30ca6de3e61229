package io.dayshift.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.Yaml;

/** Copies of the chart in {@code target} that differ from it in something. */
final class ChartCopy {

    private ChartCopy() {}

    /** With these values laid over its own. */
    static Path with(String values) {
        var merged = laidOver(Chart.text("values.yaml"), values);
        return of(file -> file.equals(Path.of("values.yaml")) ? merged : Chart.text(file.toString()));
    }

    /** Values of which some are others, all as YAML. */
    static String laidOver(String base, String values) {
        return new Yaml().dump(merged(read(base), read(values)));
    }

    /** With the images that have to be named, and hooks as resources like any other; they would not be shown with the rest. */
    static Path withoutHooks() {
        var copy = with(Chart.IMAGES);
        return of(file -> text(copy, file).replace("helm.sh/hook", "not.helm.sh/hook"));
    }

    private static String text(Path chart, Path file) {
        try {
            return Files.readString(chart.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path of(Function<Path, String> content) {
        try {
            var copy = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chart-")
                    .resolve("dayshift");
            try (var files = Files.walk(Chart.FOLDER).filter(Files::isRegularFile)) {
                for (var file : files.map(Chart.FOLDER::relativize).toList()) {
                    Files.createDirectories(copy.resolve(file).getParent());
                    Files.writeString(copy.resolve(file), content.apply(file));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> read(String yaml) {
        return new Yaml().load(yaml);
    }

    private static Map<Object, Object> merged(Map<?, ?> base, Map<?, ?> over) {
        var all = new LinkedHashMap<Object, Object>(base);
        over.forEach((key, value) -> all.put(
                key,
                value instanceof Map<?, ?> above && all.get(key) instanceof Map<?, ?> below
                        ? merged(below, above)
                        : value));
        return all;
    }
}
