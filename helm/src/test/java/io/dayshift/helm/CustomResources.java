package io.dayshift.helm;

import com.google.gson.JsonElement;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Resources of KEDA, the Prometheus operator and the Gateway API: the part of them that the chart uses, described in
 * {@code crds/*.json}. The descriptions are our own, written by hand and not taken from those projects. A field that is not
 * described is refused, so a new one has to be looked up and described there.
 */
final class CustomResources {

    private static final Map<String, JsonSchema> SCHEMAS = Map.of(
                    "gateway.networking.k8s.io/v1 HTTPRoute", "http-route",
                    "keda.sh/v1alpha1 ScaledObject", "scaled-object",
                    "keda.sh/v1alpha1 TriggerAuthentication", "trigger-authentication",
                    "monitoring.coreos.com/v1 PrometheusRule", "prometheus-rule",
                    "monitoring.coreos.com/v1 ServiceMonitor", "service-monitor")
            .entrySet()
            .stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> schema(entry.getValue())));

    private CustomResources() {}

    static boolean know(String kind) {
        return SCHEMAS.containsKey(kind);
    }

    /** Throws an error that lists what is wrong. */
    static void check(String kind, JsonElement manifest) {
        var faults = SCHEMAS.get(kind).validate(manifest.toString(), InputFormat.JSON);
        if (!faults.isEmpty()) {
            throw new AssertionError(kind + ": " + faults);
        }
    }

    private static JsonSchema schema(String name) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(CustomResources.class.getResourceAsStream("/crds/" + name + ".json"));
    }
}
