package io.dayshift.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** The chart under test, as a release called {@value #RELEASE}. Values are given as YAML. */
final class Chart {

    static final Path FOLDER = Path.of("dayshift");
    static final String NAMESPACE = "works";

    private static final String RELEASE = "night";
    private static final String KUBERNETES = "1.34.0";

    private Chart() {}

    static Manifests render() {
        return render("{}");
    }

    static Manifests render(String values) {
        return render(values, Map.of());
    }

    /** Renders the chart in a cluster that already holds these Secrets, given by name with base64 data. */
    static Manifests render(String values, Map<String, Map<String, String>> secrets) {
        return Manifests.parse(template(RELEASE, values, secrets));
    }

    static Manifests renderAs(String release) {
        return Manifests.parse(template(release, "{}", Map.of()));
    }

    private static String template(String release, String values, Map<String, Map<String, String>> secrets) {
        return inCluster(
                secrets,
                () -> new Helm(FOLDER)
                        .template()
                        .withName(release)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(file(values))
                        .call());
    }

    /** What {@code helm install} tells the user. */
    static String notes(String values) {
        var output = inCluster(
                Map.of(),
                () -> new Helm(FOLDER)
                        .install()
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(KUBERNETES)
                        .clientOnly()
                        .dryRun()
                        .withValuesFile(file(values))
                        .call()
                        .getOutput());
        return output.substring(output.indexOf("NOTES:"));
    }

    static LintResult lint() {
        return inCluster(Map.of(), () -> new Helm(FOLDER).lint().strict().call());
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
