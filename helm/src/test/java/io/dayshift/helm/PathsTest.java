package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that containers are told of, by variable, property or command: each is in a volume that is mounted there. */
class PathsTest {

    /** Addresses have their slashes behind something else. */
    private static final Pattern PATH = Pattern.compile("(?:^|file:|[ =])(/[A-Za-z0-9._/-]+)");

    /** What an image of handlers brings along itself, and paths of the API in the script of the test. */
    private static final Pattern NO_FILE_OF_THE_CHART = Pattern.compile("/handlers/\\.|/v1/.*");

    static Stream<String> modes() {
        return Chart.modes();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void lead_into_volumes_that_the_container_mounts(String mode) {
        assertThat(Chart.render(Chart.mode(mode)).pods())
                .allSatisfy(pod -> assertThat(pod.containers())
                        .allSatisfy(container -> assertThat(paths(container))
                                .allSatisfy(path -> assertThat(isThere(path, container, pod))
                                        .as(path)
                                        .isTrue())));
    }

    @Test
    void of_the_built_in_redis_lead_into_its_volumes() {
        var rendered = Chart.render();
        var configuration =
                (String) rendered.get("ConfigMap", "night-dayshift-redis").at("data", "redis.conf");
        var pod = rendered.get("StatefulSet", "night-dayshift-redis").part("spec.template.spec");
        var container = pod.containers().getFirst();

        assertThat(paths(container)).containsExactly("/etc/redis/redis.conf");
        assertThat(found(configuration)).containsExactly("/data").allMatch(path -> isThere(path, container, pod));
    }

    @Test
    void are_found_where_there_are_some() {
        assertThat(told("mtls-values.yaml", "manager"))
                .contains("/etc/dayshift/", "/etc/dayshift-tokens", "/etc/dayshift-tls/tls.key");
        assertThat(told("redis-tls-values.yaml", "worker-default"))
                .contains("/etc/dayshift-redis/ca/ca.crt", "/etc/dayshift-redis/client/tls.crt");
        assertThat(told("deletion-cost-values.yaml", "manager")).contains("/etc/dayshift-kubernetes/token");
        assertThat(told("pools-values.yaml", "worker-acme")).contains("/app/handlers/");
    }

    private static List<String> told(String mode, String workload) {
        return Chart.render(Chart.mode(mode))
                .get("Deployment", "night-dayshift-" + workload)
                .part("spec.template.spec")
                .containers()
                .stream()
                .flatMap(container -> paths(container).stream())
                .toList();
    }

    private static List<String> paths(Manifest container) {
        var variables = container.parts("env").stream().map(variable -> (String) variable.at("value"));
        var words = Stream.concat(container.list("command").stream(), container.list("args").stream());
        return Stream.concat(variables.filter(Objects::nonNull), words.map(String.class::cast))
                .flatMap(text -> found(text).stream())
                .filter(path -> !NO_FILE_OF_THE_CHART.matcher(path).matches())
                .toList();
    }

    private static List<String> found(String text) {
        return PATH.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static boolean isThere(String path, Manifest container, Manifest pod) {
        return container.parts("volumeMounts").stream().anyMatch(mount -> {
            var place = mount.at("mountPath") + "/";
            return (path + "/").startsWith(place)
                    && holds(volume(pod, mount.at("name")), path.substring(Math.min(place.length(), path.length())));
        });
    }

    /** One that is claimed stands in the StatefulSet, not in the pod, and holds whatever is written there. */
    private static Manifest volume(Manifest pod, Object name) {
        return pod.parts("volumes").stream()
                .filter(volume -> name.equals(volume.at("name")))
                .findFirst()
                .orElse(new Manifest(Map.of()));
    }

    /** A volume that lists its files has no others. */
    private static boolean holds(Manifest volume, String file) {
        var sources = Stream.concat(Stream.of(volume), volume.parts("projected.sources").stream());
        var listed = sources.flatMap(PathsTest::listed).toList();
        return file.isEmpty() || listed.isEmpty() || listed.contains(file);
    }

    private static Stream<Object> listed(Manifest source) {
        var items = Stream.of("secret.items", "configMap.items").flatMap(path -> source.parts(path).stream());
        var token = Stream.ofNullable(source.at("serviceAccountToken.path"));
        return Stream.concat(items.map(item -> item.at("path")), token);
    }
}
