package io.dayshift.systemtests;

import io.dayshift.helm.Manifest;
import io.dayshift.helm.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Stands in for the cluster that a rendered chart is installed in: holds its Secrets and ConfigMaps, and mounts them.
 *
 * @param chart what is installed
 * @param secrets that were there before, by name, with their content by key
 * @param folder has the volumes of all pods
 */
record ChartCluster(Manifests chart, Map<String, Map<String, String>> secrets, Path folder) {

    /** The value of a key of one of the chart's own Secrets. */
    String secret(String name, String key) {
        return secret(name).get(key);
    }

    /** Makes a folder of each volume with content that the container mounts; returns them by where it finds them. */
    Map<String, Path> mount(Manifest workload) {
        var places = new TreeMap<String, Path>();
        for (var mount : maps(workload.at(Manifest.CONTAINER + "volumeMounts"))) {
            var volume = maps(workload.at(Manifest.POD + "volumes")).stream()
                    .filter(candidate -> candidate.get("name").equals(mount.get("name")))
                    .findFirst()
                    .orElseThrow();
            var place = folder.resolve(workload.name()).resolve((String) mount.get("name"));
            var content = content(new Manifest(volume));
            content.forEach((file, text) -> write(place.resolve(file), text));
            if (!content.isEmpty()) {
                places.put((String) mount.get("mountPath"), place.toAbsolutePath());
            }
        }
        return places;
    }

    private Map<String, String> content(Manifest volume) {
        if (volume.at("configMap.name") instanceof String name) {
            return strings(chart.get("ConfigMap", name).at("data"));
        }
        if (volume.at("secret.secretName") instanceof String name) {
            return secret(name);
        }
        return maps(volume.at("projected.sources")).stream()
                .map(Manifest::new)
                .flatMap(source -> maps(source.at("secret.items")).stream()
                        .map(item ->
                                Map.entry((String) item.get("path"), secret((String) source.at("secret.name"), (String)
                                        item.get("key")))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, String> secret(String name) {
        var known = secrets.get(name);
        return known == null
                ? strings(chart.get("Secret", name).at("data")).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> decoded(entry.getValue())))
                : known;
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> strings(Object map) {
        return (Map<String, String>) map;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object list) {
        return list == null ? List.of() : (List<Map<String, Object>>) list;
    }
}
