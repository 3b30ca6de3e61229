package io.dayshift.helm;

import static io.dayshift.helm.Manifest.POD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What holds in every mode, that is with every file of values in {@code ci}. */
class ModesTest {

    static Stream<String> modes() {
        return Chart.modes();
    }

    static Stream<Arguments> modesAndVersions() {
        return Chart.modes()
                .flatMap(mode -> Chart.KUBERNETES.stream().map(kubernetes -> Arguments.of(mode, kubernetes)));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void pass_lint_without_a_warning(String mode) {
        var result = Chart.lint(Chart.mode(mode));

        assertThat(result.isFailed()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("WARNING") || message.contains("ERROR"));
    }

    @ParameterizedTest
    @MethodSource("modesAndVersions")
    void render_only_what_the_kubernetes_api_knows(String mode, String kubernetes) {
        assertThat(Chart.renderFor(kubernetes, Chart.mode(mode)).all())
                .isNotEmpty()
                .allSatisfy(manifest -> ManifestCheck.check(kubernetes, manifest));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void name_nothing_twice(String mode) {
        assertThat(render(mode).names()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void say_which_images_to_run(String mode) {
        var values = new Manifest(new Yaml().<Map<String, Object>>load(Chart.mode(mode)));

        assertThat(values.at("manager.image.repository")).isEqualTo("registry.example/dayshift-manager");
        assertThat(values.at("worker.image.repository")).isEqualTo("registry.example/dayshift-worker");
    }

    /** The profile "restricted" of Kubernetes' Pod Security Standards, and a little more. */
    @ParameterizedTest
    @MethodSource("modes")
    void lock_every_container_down(String mode) {
        assertThat(render(mode).pods()).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.at("securityContext.runAsNonRoot")).isEqualTo(true);
            assertThat(pod.at("securityContext.seccompProfile.type")).isEqualTo("RuntimeDefault");
            assertThat(pod.at("automountServiceAccountToken")).isEqualTo(false);
            assertThat(pod.at("enableServiceLinks")).isEqualTo(false);
            assertThat(pod.content()).doesNotContainKeys("hostNetwork", "hostPID", "hostIPC");
            assertThat(pod.list("volumes")).noneMatch(volume -> ((Map<?, ?>) volume).containsKey("hostPath"));
            assertThat(pod.containers())
                    .isNotEmpty()
                    .allSatisfy(container -> assertThat(container.at("securityContext"))
                            .isEqualTo(Map.of(
                                    "allowPrivilegeEscalation", false,
                                    "readOnlyRootFilesystem", true,
                                    "capabilities", Map.of("drop", List.of("ALL")))));
        });
    }

    @ParameterizedTest
    @MethodSource("modes")
    void give_every_container_requests_and_limits(String mode) {
        assertThat(render(mode).pods()).flatExtracting(Manifest::containers).allSatisfy(container -> {
            for (var amount : List.of("requests.cpu", "requests.memory", "limits.cpu", "limits.memory")) {
                assertThat(container.at("resources." + amount)).as(amount).isNotNull();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("modes")
    void mount_only_volumes_that_are_there_and_all_of_them(String mode) {
        assertThat(render(mode).workloads()).allSatisfy(workload -> {
            var pod = workload.part("spec.template.spec");
            var there = new ArrayList<>(names(pod.list("volumes")));
            there.addAll(workload.list("spec.volumeClaimTemplates").stream()
                    .<Object>map(claim -> new Manifest(cast(claim)).name())
                    .toList());
            var mounted = pod.containers().stream()
                    .flatMap(container -> names(container.list("volumeMounts")).stream())
                    .distinct();
            assertThat(mounted).containsExactlyInAnyOrderElementsOf(there);
        });
    }

    @ParameterizedTest
    @MethodSource("modes")
    void open_the_network_only_to_pods_that_are_there(String mode) {
        var rendered = render(mode);
        assertThat(rendered.all())
                .filteredOn(manifest -> manifest.kind().equals("NetworkPolicy"))
                .allSatisfy(policy -> assertThat(peers(policy))
                        .allSatisfy(selector -> assertThat(rendered.podsOf(selector))
                                .as(policy.name() + " opens to " + selector)
                                .isNotEmpty()));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void name_each_variable_and_each_mount_once(String mode) {
        assertThat(render(mode).pods()).flatExtracting(Manifest::containers).allSatisfy(container -> {
            assertThat(names(container.list("env"))).doesNotHaveDuplicates();
            assertThat(container.list("volumeMounts"))
                    .extracting(mount -> ((Map<?, ?>) mount).get("mountPath"))
                    .doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @MethodSource("modes")
    void select_pods_that_are_there_and_no_others(String mode) {
        var rendered = render(mode);
        assertThat(rendered.all()).allSatisfy(manifest -> {
            var selector = selector(manifest);
            if (selector != null) {
                assertThat(rendered.podsOf(selector)).as(manifest.name()).isNotEmpty();
            }
            if (rendered.workloads().contains(manifest)) {
                assertThat(rendered.podsOf(Objects.requireNonNull(selector)))
                        .containsExactly(manifest.part("spec.template"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("modes")
    void probe_the_crew_at_the_port_of_health(String mode) {
        assertThat(render(mode).crew()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(workload -> {
            for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(workload.at(Manifest.CONTAINER + probe + ".httpGet.port"))
                        .isEqualTo("management");
                assertThat((String) workload.at(Manifest.CONTAINER + probe + ".httpGet.path"))
                        .matches("/actuator/health/(liveness|readiness)");
            }
            assertThat(workload.at(Manifest.CONTAINER + "ports.1.name")).isEqualTo("management");
            assertThat(workload.env())
                    .containsEntry(
                            "MANAGEMENT_SERVER_PORT",
                            String.valueOf(workload.at(Manifest.CONTAINER + "ports.1.containerPort")))
                    .containsEntry("MANAGEMENT_SERVER_ADDRESS", "0.0.0.0");
        });
    }

    /** The drain, or the requests under way, then what is left to do, then the end. */
    @ParameterizedTest
    @MethodSource("modes")
    void kill_a_pod_only_after_its_drain(String mode) {
        assertThat(render(mode).crew()).allSatisfy(workload -> {
            var grace = (int) workload.at(POD + "terminationGracePeriodSeconds");
            var phase = seconds(workload.env().get("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE"));
            var drain = seconds(workload.env().getOrDefault("DAYSHIFT_WORKER_DRAINTIMEOUT", "0s"));
            var preStop = workload.at(Manifest.CONTAINER + "lifecycle.preStop.sleep.seconds") instanceof Integer pause
                    ? pause
                    : 0;
            assertThat(phase).isGreaterThan(drain);
            assertThat(grace).isGreaterThanOrEqualTo(preStop + phase + 10);
        });
    }

    @ParameterizedTest
    @MethodSource("modes")
    void keep_secrets_in_secrets(String mode) {
        var rendered = render(mode);
        var secrets = rendered.all().stream()
                .filter(manifest -> manifest.kind().equals("Secret"))
                .flatMap(secret -> ((Map<?, ?>) secret.at("data")).values().stream())
                .flatMap(value -> Stream.of((String) value, decoded((String) value)))
                .toList();

        assertThat(rendered.all())
                .filteredOn(manifest -> !manifest.kind().equals("Secret"))
                .allSatisfy(manifest -> assertThat(secrets)
                        .noneMatch(secret -> manifest.content().toString().contains(secret)));
        assertThat(rendered.all())
                .filteredOn(manifest ->
                        manifest.kind().equals("ConfigMap") && !manifest.name().endsWith("dashboard"))
                .allSatisfy(map -> assertThat(map.content().toString()).doesNotContainIgnoringCase("password"));
    }

    private static Manifests render(String mode) {
        return Chart.render(Chart.mode(mode));
    }

    /** Whom a policy names by the labels of pods in this namespace. */
    private static List<Map<?, ?>> peers(Manifest policy) {
        return Stream.concat(policy.parts("spec.ingress").stream(), policy.parts("spec.egress").stream())
                .flatMap(rule -> Stream.concat(rule.parts("from").stream(), rule.parts("to").stream()))
                .filter(peer -> peer.at("namespaceSelector") == null)
                .map(peer -> peer.at("podSelector.matchLabels"))
                .<Map<?, ?>>mapMulti((labels, next) -> {
                    if (labels instanceof Map<?, ?> selector) {
                        next.accept(selector);
                    }
                })
                .toList();
    }

    private static Map<?, ?> selector(Manifest manifest) {
        return switch (manifest.kind()) {
            case "Service" -> (Map<?, ?>) manifest.at("spec.selector");
            case "NetworkPolicy" -> (Map<?, ?>) manifest.at("spec.podSelector.matchLabels");
            case "Deployment", "StatefulSet", "PodDisruptionBudget" ->
                (Map<?, ?>) manifest.at("spec.selector.matchLabels");
            default -> null;
        };
    }

    private static List<Object> names(List<?> entries) {
        return entries.stream()
                .<Object>map(entry -> ((Map<?, ?>) entry).get("name"))
                .toList();
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replace("s", ""));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }
}
