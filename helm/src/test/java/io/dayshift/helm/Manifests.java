package io.dayshift.helm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Everything that one rendering brings forth. */
record Manifests(List<Manifest> all) {

    /** Reads the documents; a key that is there twice is an error. */
    @SuppressWarnings("unchecked")
    static Manifests parse(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
        return new Manifests(StreamSupport.stream(documents.spliterator(), false)
                .filter(Objects::nonNull)
                .map(document -> new Manifest((Map<String, Object>) document))
                .toList());
    }

    Manifest get(String kind, String name) {
        return all.stream()
                .filter(manifest ->
                        manifest.kind().equals(kind) && manifest.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + names()));
    }

    /** All of them as {@code <kind>/<name>}. */
    List<String> names() {
        return all.stream()
                .map(manifest -> manifest.kind() + "/" + manifest.name())
                .toList();
    }

    /** Those that run pods. */
    List<Manifest> workloads() {
        return all.stream()
                .filter(manifest -> manifest.at(Manifest.POD + "containers") != null)
                .toList();
    }
}
