package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.helm.Chart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every variable that the chart sets is a property that the service really has, by the metadata in its jar. */
class ChartEnvironmentIT {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String MORE_METADATA = "META-INF/additional-spring-configuration-metadata.json";

    /** Read by the launcher of Java, and by the chart itself in the variables below it. */
    private static final Set<String> NOT_PROPERTIES = Set.of("JDK_JAVA_OPTIONS", "POD_IP");

    private static final Known MANAGER = Known.of("manager-app");
    private static final Known WORKER = Known.of("worker-app");

    static Stream<String> modes() {
        return Chart.modes().filter(mode -> !mode.startsWith("everything"));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void is_one_that_the_services_know(String mode) {
        assertThat(Chart.render(Chart.mode(mode)).workloads())
                .filteredOn(workload -> workload.kind().equals("Deployment"))
                .allSatisfy(workload -> {
                    var known = workload.name().endsWith("-manager") ? MANAGER : WORKER;
                    assertThat(workload.env().keySet())
                            .filteredOn(variable -> !NOT_PROPERTIES.contains(variable))
                            .isNotEmpty()
                            .allSatisfy(variable -> assertThat(known.knows(variable))
                                    .as(variable)
                                    .isTrue());
                });
    }

    @Test
    void tells_properties_from_what_is_none() {
        assertThat(WORKER.knows("DAYSHIFT_WORKER_CAPACITY")).isTrue();
        assertThat(WORKER.knows("DAYSHIFT_WORKER_CAPACITYS")).isFalse();
        assertThat(MANAGER.knows("DAYSHIFT_WORKER_CAPACITY")).isFalse();
        assertThat(MANAGER.knows("DAYSHIFT_SECURITY_TOKENS_READ")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPRING_SSL_BUNDLE_PEM_REDIS_TRUSTSTORE_CERTIFICATE",
                "SPRING_SSL_BUNDLE_PEM_REDIS_KEYSTORE_PRIVATEKEY",
                "SPRING_SSL_BUNDLE_PEM_CREW_RELOADONUPDATE",
                "DAYSHIFT_LIMITS_SUBMITSBYROLE_SUBMIT",
            })
    void knows_what_a_map_holds(String variable) {
        assertThat(MANAGER.knows(variable)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPRING_SSL_BUNDLE_PEM_REDIS",
                "SPRING_SSL_BUNDLE_PEM_TRUSTSTORE_CERTIFICATE",
                "SPRING_SSL_BUNDLE_PEM_REDIS_TRUSTSTORE",
                "SPRING_SSL_BUNDLE_PEM_REDIS_TRUSTSTORE_CERTIFICATES",
                "SPRING_SSL_BUNDLE_PEM_REDIS_TRUSTSTORES_CERTIFICATE",
                "SPRING_SSL_BUNDLE_PEM_REDIS_KEYSTORE_PRIVATE_KEY",
                "SPRING_SSL_BUNDLE_PEM_CREW_RELOAD",
                "DAYSHIFT_LIMITS_SUBMITSBYROLE_SUBMITS",
                "DAYSHIFT_LIMITS_SUBMITSBYROLE_",
            })
    void does_not_take_a_name_for_one_because_it_begins_like_a_map(String variable) {
        assertThat(MANAGER.knows(variable)).isFalse();
    }

    /**
     * The properties of a service.
     *
     * @param names as they are written in the environment
     * @param maps those of them that are followed by a key
     */
    private record Known(Set<String> names, List<MapProperty> maps) {

        static Known of(String app) {
            var known = new Known(new TreeSet<>(), new ArrayList<>());
            try (var jar = Files.newInputStream(Path.of(ChartPod.jar(app)))) {
                known.addAllIn(jar);
                return known;
            } catch (IOException e) {
                throw new IllegalStateException("cannot read the jar of " + app, e);
            }
        }

        /** Looks into the jars in the jar as well. */
        private void addAllIn(InputStream jar) throws IOException {
            var entries = new ZipInputStream(jar);
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    addAllIn(new ByteArrayInputStream(entries.readAllBytes()));
                } else if (entry.getName().endsWith(METADATA) || entry.getName().endsWith(MORE_METADATA)) {
                    JsonMapper.shared()
                            .readTree(entries.readAllBytes())
                            .path("properties")
                            .forEach(this::add);
                }
            }
        }

        private void add(JsonNode property) {
            var name = property.path("name")
                    .stringValue()
                    .replace('.', '_')
                    .replace("-", "")
                    .toUpperCase(Locale.ROOT);
            names.add(name);
            MapProperty.of(name, property.path("type").asString("")).ifPresent(maps::add);
        }

        boolean knows(String variable) {
            return names.contains(variable) || maps.stream().anyMatch(map -> map.has(variable));
        }
    }
}
