package io.dayshift.helm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Everything that one rendering brings forth. */
public record Manifests(List<Manifest> all) {

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

    public Manifest get(String kind, String name) {
        return all.stream()
                .filter(manifest ->
                        manifest.kind().equals(kind) && manifest.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + names()));
    }

    /** All of them as {@code <kind>/<name>}. */
    public List<String> names() {
        return all.stream()
                .map(manifest -> manifest.kind() + "/" + manifest.name())
                .toList();
    }

    /** Deployments of managers and workers. */
    List<Manifest> crew() {
        return workloads().stream()
                .filter(workload -> workload.kind().equals("Deployment"))
                .toList();
    }

    /** What all pods are told, the one of the test too. */
    List<Manifest> pods() {
        return templates().map(template -> template.part("spec")).toList();
    }

    /** The pods that a selector finds, as the templates that they come from. */
    List<Manifest> podsOf(Map<?, ?> selector) {
        return templates()
                .filter(template ->
                        ((Map<?, ?>) template.at("metadata.labels")).entrySet().containsAll(selector.entrySet()))
                .toList();
    }

    private Stream<Manifest> templates() {
        return Stream.concat(
                workloads().stream().map(workload -> workload.part("spec.template")),
                all.stream().filter(manifest -> manifest.kind().equals("Pod")));
    }

    /** Those that run pods. */
    public List<Manifest> workloads() {
        return all.stream()
                .filter(manifest -> manifest.at(Manifest.POD + "containers") != null)
                .toList();
    }
}
