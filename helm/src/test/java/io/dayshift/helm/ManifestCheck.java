package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Holds manifests against the Kubernetes API, as its server would: refuses unknown fields, missing ones and those of another
 * type. What other projects have added to the API is described in {@link CustomResources}.
 */
final class ManifestCheck {

    private static final Gson GSON = new Gson();

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("v1 ConfigMap", new Kind(V1ConfigMap.class, V1ConfigMap::validateJsonElement)),
            Map.entry("v1 Pod", new Kind(V1Pod.class, V1Pod::validateJsonElement)),
            Map.entry("v1 Secret", new Kind(V1Secret.class, V1Secret::validateJsonElement)),
            Map.entry("v1 Service", new Kind(V1Service.class, V1Service::validateJsonElement)),
            Map.entry("v1 ServiceAccount", new Kind(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement)),
            Map.entry("apps/v1 Deployment", new Kind(V1Deployment.class, V1Deployment::validateJsonElement)),
            Map.entry("apps/v1 StatefulSet", new Kind(V1StatefulSet.class, V1StatefulSet::validateJsonElement)),
            Map.entry(
                    "autoscaling/v2 HorizontalPodAutoscaler",
                    new Kind(V2HorizontalPodAutoscaler.class, V2HorizontalPodAutoscaler::validateJsonElement)),
            Map.entry("networking.k8s.io/v1 Ingress", new Kind(V1Ingress.class, V1Ingress::validateJsonElement)),
            Map.entry(
                    "networking.k8s.io/v1 NetworkPolicy",
                    new Kind(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement)),
            Map.entry("rbac.authorization.k8s.io/v1 Role", new Kind(V1Role.class, V1Role::validateJsonElement)),
            Map.entry(
                    "rbac.authorization.k8s.io/v1 RoleBinding",
                    new Kind(V1RoleBinding.class, V1RoleBinding::validateJsonElement)),
            Map.entry(
                    "policy/v1 PodDisruptionBudget",
                    new Kind(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement)));

    private ManifestCheck() {}

    /** Throws an exception that names what is wrong. */
    static void check(Manifest manifest) {
        var kind = manifest.at("apiVersion") + " " + manifest.kind();
        var json = GSON.toJsonTree(manifest.content());
        if (CustomResources.know(kind)) {
            CustomResources.check(kind, json);
            return;
        }
        var known = KINDS.get(kind);
        if (known == null) {
            throw new AssertionError("nothing here knows how to check " + kind);
        }
        known.check(json);
    }

    private record Kind(Class<?> type, Validation validation) {

        /** Reads it and writes it again: what is of another type comes back as something else, or not at all. */
        void check(JsonElement manifest) {
            try {
                validation.validate(manifest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var api = JSON.getGson();
            assertHeld("", manifest, GSON.fromJson(api.toJson(api.fromJson(manifest, type)), JsonElement.class));
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

    private interface Validation {

        void validate(JsonElement manifest) throws IOException;
    }
}
