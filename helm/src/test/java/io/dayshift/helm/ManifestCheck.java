package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;

/**
 * Holds manifests against the API of a version of Kubernetes, as its server would: refuses kinds that it does not serve,
 * unknown fields, missing ones and those of another type. It does not judge what fields say: neither bounds and patterns nor
 * feature gates, so a field that is there in alpha passes. What other projects have added to the API is described in {@link
 * CustomResources}, for one version of theirs.
 */
final class ManifestCheck {

    private static final Gson GSON = new Gson();

    private ManifestCheck() {}

    /** Throws an exception that names what is wrong. */
    static void check(String kubernetes, Manifest manifest) {
        var apiVersion = (String) manifest.at("apiVersion");
        var kind = apiVersion + " " + manifest.kind();
        var json = GSON.toJsonTree(manifest.content());
        if (CustomResources.know(kind)) {
            CustomResources.check(kind, json);
            return;
        }
        var model = KubernetesApi.of(kubernetes)
                .model(apiVersion, manifest.kind())
                .orElseThrow(() -> new AssertionError("Kubernetes " + kubernetes + " does not serve " + kind));
        // Written again, what is of another type comes back as something else, or not at all.
        assertHeld("", json, model.read(json));
    }

    /** Whether all that is given is read; what is read besides are empty lists and maps. */
    private static void assertHeld(String path, JsonElement given, JsonElement read) {
        if (given.isJsonObject() && read.isJsonObject()) {
            given.getAsJsonObject().entrySet().forEach(entry -> {
                var there = read.getAsJsonObject().get(entry.getKey());
                assertThat((Object) there).as(path + "." + entry.getKey()).isNotNull();
                assertHeld(path + "." + entry.getKey(), entry.getValue(), there);
            });
        } else if (given.isJsonArray() && read.isJsonArray()) {
            assertThat(read.getAsJsonArray().size())
                    .as(path)
                    .isEqualTo(given.getAsJsonArray().size());
            for (var i = 0; i < given.getAsJsonArray().size(); i++) {
                assertHeld(
                        path + "." + i,
                        given.getAsJsonArray().get(i),
                        read.getAsJsonArray().get(i));
            }
        } else if (path.matches(".*\\.(limits|requests)\\.[^.]*(\\.com/.*)?")) {
            assertThat(read.getAsString()).as(path).isEqualTo(given.getAsString());
        } else {
            assertThat((Object) read).as(path).isEqualTo(given);
        }
    }
}
