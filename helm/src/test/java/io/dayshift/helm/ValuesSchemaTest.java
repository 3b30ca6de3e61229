package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class ValuesSchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    managers: {replicas: 3}                         | at '': additional properties 'managers' not allowed
                    manager: {replica: 3}                           | at '/manager': additional properties 'replica' not allowed
                    worker: {image: {name: x}}                      | at '/worker/image': additional properties 'name' not allowed
                    redis: {builtIn: {persistance: {}}}             | at '/redis/builtIn': additional properties 'persistance' not allowed
                    manager: {replicas: many}                       | at '/manager/replicas': got string, want null or integer
                    manager: {service: {port: '80'}}                | at '/manager/service/port': got string, want integer
                    redis: {builtIn: {enabled: 'false'}}            | at '/redis/builtIn/enabled': got string, want boolean
                    worker: {labels: {zone: 1}}                     | at '/worker/labels/zone': got number, want string
                    workerPools: {a: {replica: 3}}                  | at '/workerPools/a': additional properties 'replica' not allowed
                    workerPools: {a: {serviceAccount: {}}}          | at '/workerPools/a': additional properties 'serviceAccount' not allowed
                    management: {port: 80}                          | at '/management/port': minimum: got 80, want 1,024
                    worker: {maxUnavailable: all}                   | at '/worker/maxUnavailable'
                    workerPools: {a: {startSeconds: 0}}             | at '/workerPools/a/startSeconds': minimum: got 0, want 10
                    worker: {drainSeconds: 25s}                     | at '/worker/drainSeconds': got string, want integer
                    worker: {drainSeconds: 0}                       | at '/worker/drainSeconds': minimum: got 0, want 1
                    runAsUser: 0                                    | at '/runAsUser': minimum: got 0, want 1
                    redis: {builtIn: {appendfsync: 'no'}}           | at '/redis/builtIn/appendfsync': value must be one of 'always', 'everysec'
                    manager: {httpRoute: {timeouts: {request: 1.5s}}} | at '/manager/httpRoute/timeouts/request': '1.5s' does not match pattern
                    manager: {limits: {submitsByRole: {submits: 1}}} | at '': invalid propertyName 'submits'
                    manager: {limits: {submitsByRole: {submit: 0}}} | at '/manager/limits/submitsByRole/submit': minimum: got 0, want 1
                    manager: {podDisruptionBudget: {maxUnavailable: 0}} | at '/manager/podDisruptionBudget/maxUnavailable'
                    """)
    void refuses_and_says_where(String values, String message) {
        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(message);
    }

    /** None is published, so any name would end in an image that cannot be pulled. */
    @Test
    void names_no_image_of_the_crew() throws IOException {
        var values = new Manifest(new LinkedHashMap<>(read("values.yaml")));

        assertThat(values.at("manager.image.repository")).isEqualTo("");
        assertThat(values.at("worker.image.repository")).isEqualTo("");
    }

    @Test
    void describes_every_value_and_no_other() throws IOException {
        var values = read("values.yaml");
        var schema = read("values.schema.json");

        assertSame("", values, schema, schema);
    }

    /** What is not for pools is the same for all of them. */
    @Test
    void describes_pools_like_the_workers() throws IOException {
        var schema = read("values.schema.json");
        var worker = new LinkedHashMap<>(properties(schema, "properties.worker"));
        worker.keySet().remove("serviceAccount");
        var scaling = new LinkedHashMap<>(properties(schema, "properties.worker.properties.autoscaling"));
        scaling.keySet().remove("tokenSecret");

        var pool = properties(schema, "definitions.pool");
        assertThat(pool.keySet()).containsExactlyElementsOf(worker.keySet());
        assertThat(properties(schema, "definitions.pool.properties.autoscaling"))
                .isEqualTo(scaling);
        assertThat(pool)
                .allSatisfy((name, described) -> assertThat(
                                name.equals("autoscaling") || described.equals(worker.get(name)))
                        .as(name)
                        .isTrue());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> schema, String path) {
        return (Map<String, Object>) new Manifest(schema).at(path + ".properties");
    }

    /** Compares one level, then those below; objects without listed properties are the user's own. */
    private static void assertSame(String path, Map<?, ?> values, Map<?, ?> described, Map<?, ?> schema) {
        var properties = (Map<?, ?>) described.get("properties");
        if (properties == null) {
            return;
        }
        assertThat(described.get("additionalProperties")).as(path).isEqualTo(false);
        assertThat(properties.keySet())
                .as(path)
                .filteredOn(key -> !key.equals("global"))
                .isEqualTo(values.keySet().stream().toList());
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> below) {
                assertSame(path + "/" + key, below, resolve(properties.get(key), schema), schema);
            }
        });
    }

    private static Map<?, ?> resolve(Object described, Map<?, ?> schema) {
        var property = (Map<?, ?>) described;
        return property.get("$ref") instanceof String reference
                ? (Map<?, ?>) ((Map<?, ?>) schema.get("definitions")).get(reference.replace("#/definitions/", ""))
                : property;
    }

    private static Map<String, Object> read(String file) throws IOException {
        return new Yaml().load(Files.readString(Chart.FOLDER.resolve(file)));
    }
}
