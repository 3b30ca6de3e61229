package io.dayshift.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The chart under test, as a release called {@value #RELEASE}. Values are given as YAML. */
public final class Chart {

    /** Seen from this module, or from one beside it. */
    static final Path FOLDER =
            Files.isDirectory(Path.of("dayshift")) ? Path.of("dayshift") : Path.of("..", "helm", "dayshift");

    static final String NAMESPACE = "works";

    /** Those that the chart is for. */
    static final List<String> KUBERNETES = List.of("1.30.0", "1.31.0", "1.32.0", "1.33.0", "1.34.0");

    /** What everybody who installs the chart has to say. */
    static final String IMAGES = """
            manager: {image: {repository: dayshift-manager}}
            worker: {image: {repository: dayshift-worker}}
            """;

    private static final Path WITHOUT_HOOKS = ChartCopy.withoutHooks();
    private static final String RELEASE = "night";

    private Chart() {}

    static Manifests render() {
        return render("{}");
    }

    public static Manifests render(String values) {
        return render(values, Map.of());
    }

    /** Renders the chart in a cluster that already holds these Secrets, given by name with base64 data. */
    static Manifests render(String values, Map<String, Map<String, String>> secrets) {
        return Manifests.parse(template(RELEASE, KUBERNETES.getLast(), values, secrets));
    }

    static Manifests renderAs(String release) {
        return Manifests.parse(template(release, KUBERNETES.getLast(), "{}", Map.of()));
    }

    static Manifests renderFor(String kubernetes, String values) {
        return Manifests.parse(template(RELEASE, kubernetes, values, Map.of()));
    }

    /** The values of every mode, by the name of their file. */
    public static Stream<String> modes() {
        try (var files = Files.list(FOLDER.resolve("ci"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String mode(String name) {
        return text("ci/" + name);
    }

    /** A file of the chart. */
    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String template(
            String release, String kubernetes, String values, Map<String, Map<String, String>> secrets) {
        return inCluster(
                secrets,
                () -> new Helm(WITHOUT_HOOKS)
                        .template()
                        .withName(release)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(kubernetes)
                        .withValuesFile(file(values))
                        .call());
    }

    /** What {@code helm install} tells the user. */
    public static String notes(String values) {
        var output = inCluster(
                Map.of(),
                () -> new Helm(ChartCopy.with(IMAGES))
                        .install()
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(KUBERNETES.getLast())
                        .clientOnly()
                        .dryRun()
                        .withValuesFile(file(values))
                        .call()
                        .getOutput());
        return output.substring(output.indexOf("NOTES:"));
    }

    static LintResult lint(String values) {
        return inCluster(
                Map.of(), () -> new Helm(ChartCopy.with(values)).lint().strict().call());
    }

    private static <T> T inCluster(Map<String, Map<String, String>> secrets, Supplier<T> action) {
        try (var _ = new FakeCluster(secrets)) {
            return action.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String values) {
        try {
            var file = Files.createTempFile(Path.of("target"), "values-", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
