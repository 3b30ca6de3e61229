package io.dayshift.helm;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One rendered resource. */
public record Manifest(Map<String, Object> content) {

    /** Where a Deployment or StatefulSet describes its pods. */
    public static final String POD = "spec.template.spec.";

    public static final String CONTAINER = POD + "containers.0.";

    public String kind() {
        return (String) at("kind");
    }

    public String name() {
        return (String) at("metadata.name");
    }

    /** Finds what stands at a path such as {@code spec.ports.0.name}; null when nothing does. */
    public Object at(String path) {
        Object here = content;
        for (var step : path.split("\\.")) {
            here = switch (here) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> list.get(Integer.parseInt(step));
                case null -> null;
                default -> throw new AssertionError(path + " goes through " + here);
            };
        }
        return here;
    }

    /** What stands at a path, as a manifest of its own. */
    @SuppressWarnings("unchecked")
    Manifest part(String path) {
        return new Manifest((Map<String, Object>) at(path));
    }

    /** What stands at a path; empty when nothing does. */
    List<?> list(String path) {
        return at(path) instanceof List<?> list ? list : List.of();
    }

    /** What stands at a path, each as a manifest of its own; empty when nothing does. */
    List<Manifest> parts(String path) {
        return list(path).stream().map(Manifest::of).toList();
    }

    /** Those of a pod, with those that come before. */
    List<Manifest> containers() {
        return Stream.concat(parts("initContainers").stream(), parts("containers").stream())
                .toList();
    }

    /** Finds an annotation or label, whose key may contain dots. */
    public Object at(String path, String key) {
        return at(path) instanceof Map<?, ?> map ? map.get(key) : null;
    }

    /** The container's environment: values as they are, references as {@code secret <name>/<key>} or {@code field <path>}. */
    public Map<String, String> env() {
        return ((List<?>) at(CONTAINER + "env"))
                .stream()
                        .map(entry -> (Map<?, ?>) entry)
                        .collect(toMap(entry -> (String) entry.get("name"), Manifest::value));
    }

    /** What a projected volume takes from Secrets, as {@code <name>/<key>}; what may be missing there ends in a question mark. */
    public List<String> projected(String volume) {
        return parts(POD + "volumes").stream()
                .filter(candidate -> volume.equals(candidate.at("name")))
                .flatMap(projection -> projection.parts("projected.sources").stream())
                .map(source -> source.part("secret"))
                .flatMap(secret -> secret.parts("items").stream().map(secret::taken))
                .toList();
    }

    private String taken(Manifest item) {
        return at("name") + "/" + item.at("key") + (Boolean.TRUE.equals(at("optional")) ? "?" : "");
    }

    @SuppressWarnings("unchecked")
    private static Manifest of(Object map) {
        return new Manifest((Map<String, Object>) map);
    }

    private static String value(Map<?, ?> variable) {
        return switch (variable.get("valueFrom")) {
            case Map<?, ?> from
            when from.get("fieldRef") instanceof Map<?, ?> field -> "field " + field.get("fieldPath");
            case Map<?, ?> from
            when from.get("secretKeyRef") instanceof Map<?, ?> secret ->
                "secret " + secret.get("name") + "/" + secret.get("key");
            case null, default -> (String) variable.get("value");
        };
    }
}
