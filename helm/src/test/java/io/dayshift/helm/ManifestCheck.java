package io.dayshift.helm;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Holds manifests against the Kubernetes API: refuses unknown fields and missing ones. */
final class ManifestCheck {

    private static final Gson JSON = new Gson();

    private static final Map<String, Validation> KINDS = Map.of(
            "v1 ConfigMap", V1ConfigMap::validateJsonElement,
            "v1 Secret", V1Secret::validateJsonElement,
            "v1 Service", V1Service::validateJsonElement,
            "v1 ServiceAccount", V1ServiceAccount::validateJsonElement,
            "apps/v1 Deployment", V1Deployment::validateJsonElement,
            "apps/v1 StatefulSet", V1StatefulSet::validateJsonElement,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement);

    private ManifestCheck() {}

    /** Throws an exception that names what is wrong. */
    static void check(Manifest manifest) {
        var kind = manifest.at("apiVersion") + " " + manifest.kind();
        var validation = KINDS.get(kind);
        if (validation == null) {
            throw new AssertionError("nothing here knows how to check " + kind);
        }
        try {
            validation.validate(JSON.toJsonTree(manifest.content()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Validation {

        void validate(JsonElement manifest) throws IOException;
    }
}
