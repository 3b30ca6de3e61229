package io.dayshift.helm;

import static io.dayshift.helm.Manifest.CONTAINER;
import static io.dayshift.helm.Manifest.POD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagerDeploymentTest {

    private static final String ANNOTATIONS = "spec.template.metadata.annotations";

    @Test
    void runs_two_managers_of_the_charts_version() {
        var deployment = manager("{}");

        assertThat(deployment.at("spec.replicas")).isEqualTo(2);
        assertThat(deployment.at(CONTAINER + "image"))
                .isEqualTo("dayshift-manager:" + System.getProperty("project.version"));
    }

    @Test
    void takes_another_image() {
        var deployment = manager("manager: {image: {repository: registry.example/crew/manager, tag: '7'}}");

        assertThat(deployment.at(CONTAINER + "image")).isEqualTo("registry.example/crew/manager:7");
    }

    @Test
    void can_be_pinned_to_an_image() {
        var digest = "sha256:" + "0".repeat(64);

        assertThat(manager("manager: {image: {tag: '7', digest: '%s'}}".formatted(digest))
                        .at(CONTAINER + "image"))
                .isEqualTo("dayshift-manager:7@" + digest);
    }

    @Test
    void is_spread_over_zones_and_nodes() {
        var deployment = manager("{}");

        assertThat(deployment.list(POD + "topologySpreadConstraints"))
                .<Object>extracting(constraint -> ((Map<?, ?>) constraint).get("topologyKey"))
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(deployment.at(POD + "topologySpreadConstraints.0.labelSelector"))
                .isEqualTo(deployment.at("spec.selector"));
    }

    @Test
    void is_placed_where_the_user_says() {
        var deployment = Chart.render(Chart.mode("everything-values.yaml")).get("Deployment", "night-crew-manager");

        assertThat(deployment.at(POD + "priorityClassName")).isEqualTo("high");
        assertThat(deployment.at(POD + "nodeSelector")).isEqualTo(Map.of("disk", "ssd"));
        assertThat(deployment.at(POD + "tolerations.0.key")).isEqualTo("batch");
        assertThat(deployment.at(POD + "topologySpreadConstraints.0.topologyKey"))
                .isEqualTo("rack");
        assertThat(deployment.env()).containsEntry("A", "b");
    }

    @Test
    void leaves_the_number_of_managers_to_an_autoscaler() {
        assertThat(manager("manager: {replicas: null}").at("spec.replicas")).isNull();
    }

    @Test
    void listens_where_kubernetes_can_reach_it() {
        var deployment = manager("{}");

        assertThat(deployment.env()).containsEntry("SERVER_ADDRESS", "0.0.0.0").containsEntry("SERVER_PORT", "8080");
        assertThat(deployment.at(CONTAINER + "ports.0")).isEqualTo(Map.of("name", "http", "containerPort", 8080));
    }

    @Test
    void knows_the_tokens_of_all_roles_and_in_plain_only_what_it_shows() {
        assertThat(manager("{}").projected("tokens"))
                .containsExactly(
                        "night-dayshift-tokens/worker.sha256",
                        "night-dayshift-tokens/manager",
                        "night-dayshift-tokens/submit.sha256",
                        "night-dayshift-tokens/read.sha256",
                        "night-dayshift-tokens/operate.sha256",
                        "night-dayshift-tokens/monitor.sha256");
    }

    @Test
    void takes_tokens_from_a_secret_that_is_there() {
        assertThat(manager("tokens: {existingSecret: our-tokens}").projected("tokens"))
                .contains("our-tokens/worker", "our-tokens/submit?");
        assertThat(manager("tokens: {existingSecret: our-tokens, digests: true}")
                        .projected("tokens"))
                .containsExactly(
                        "our-tokens/worker.sha256",
                        "our-tokens/manager",
                        "our-tokens/submit.sha256?",
                        "our-tokens/read.sha256?",
                        "our-tokens/operate.sha256?",
                        "our-tokens/monitor.sha256?");
    }

    @Test
    void runs_in_production_and_logs_json_unless_told_otherwise() {
        assertThat(manager("{}").env()).containsEntry("SPRING_PROFILES_ACTIVE", "production,json");
        assertThat(manager("logging: {json: false}").env()).containsEntry("SPRING_PROFILES_ACTIVE", "production");
        assertThat(manager("{profiles: [], logging: {json: false}}").env()).doesNotContainKey("SPRING_PROFILES_ACTIVE");
    }

    @Test
    void has_time_to_answer_what_it_was_asked_before_it_is_killed() {
        var deployment = manager("manager: {shutdownSeconds: 100}");

        assertThat(deployment.env()).containsEntry("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "100s");
        assertThat(deployment.at(CONTAINER + "lifecycle.preStop.sleep.seconds")).isEqualTo(5);
        assertThat(deployment.at(POD + "terminationGracePeriodSeconds")).isEqualTo(120);
    }

    @Test
    void has_two_minutes_to_start_unless_told() {
        assertThat(secondsToStart(manager("{}"))).isEqualTo(120);
        assertThat(secondsToStart(manager("manager: {startSeconds: 300}"))).isEqualTo(300);
    }

    @Test
    void calls_workers_in_the_networks_that_the_user_names() {
        assertThat(manager("{}").env()).doesNotContainKey("DAYSHIFT_MANAGER_WORKERNETWORKS");
        assertThat(manager("manager: {workerNetworks: [10.128.0.0/14, 'fd00:10::/48']}")
                        .env())
                .containsEntry("DAYSHIFT_MANAGER_WORKERNETWORKS", "10.128.0.0/14,fd00:10::/48");
    }

    @Test
    void limits_what_callers_hand_in_only_when_wanted() {
        assertThat(manager("{}").env().keySet()).noneMatch(name -> name.startsWith("DAYSHIFT_LIMITS"));
        assertThat(manager("manager: {limits: {submits: 2000000}}").env())
                .containsEntry("DAYSHIFT_LIMITS_SUBMITS", "2000000")
                .containsEntry("DAYSHIFT_LIMITS_SUBMITSATONCE", "10000");
        assertThat(manager("manager: {limits: {submitsByRole: {operate: 50}, submitsAtOnce: 1000000}}")
                        .env())
                .containsEntry("DAYSHIFT_LIMITS_SUBMITSBYROLE_OPERATE", "50")
                .containsEntry("DAYSHIFT_LIMITS_SUBMITSATONCE", "1000000")
                .doesNotContainKey("DAYSHIFT_LIMITS_SUBMITS");
    }

    /** The longest {@code ?wait=} is 60 s. */
    @Test
    void lets_the_longest_wait_end_before_it_stops() {
        var deployment = manager("{}");

        assertThat(deployment.env()).containsEntry("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "65s");
        assertThat(deployment.at(POD + "terminationGracePeriodSeconds")).isEqualTo(85);
    }

    @Test
    void adds_no_options_to_those_of_the_image_unless_told() {
        assertThat(manager("{}").env()).doesNotContainKeys("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");
        assertThat(manager("manager: {javaOptions: -Xmx1g}").env()).containsEntry("JDK_JAVA_OPTIONS", "-Xmx1g");
    }

    @Test
    void reads_its_config_map_and_restarts_when_that_changes() {
        var before = manager("{}");
        var after = manager("manager: {config: {a: b}}");

        assertThat(before.env()).containsEntry("SPRING_CONFIG_ADDITIONALLOCATION", "file:/etc/dayshift/");
        assertThat(before.at(CONTAINER + "volumeMounts.0.mountPath")).isEqualTo("/etc/dayshift");
        assertThat(before.at(POD + "volumes.0.configMap.name")).isEqualTo("night-dayshift-manager");
        assertThat(after.at(ANNOTATIONS, "checksum/config")).isNotEqualTo(before.at(ANNOTATIONS, "checksum/config"));
    }

    @Test
    void is_scraped_only_when_wanted() {
        assertThat(manager("{}").at(ANNOTATIONS, "prometheus.io/scrape")).isNull();

        var scraped = manager("metrics: {scrapeAnnotations: true}");
        assertThat(scraped.at(ANNOTATIONS, "prometheus.io/scrape")).isEqualTo("true");
        assertThat(scraped.at(ANNOTATIONS, "prometheus.io/path")).isEqualTo("/actuator/prometheus");
        assertThat(scraped.at(ANNOTATIONS, "prometheus.io/port")).isEqualTo("8090");
    }

    @Test
    void leaves_the_user_to_the_cluster_but_never_runs_as_root() {
        var context = manager("runAsUser: null").at(POD + "securityContext");

        assertThat(context).isEqualTo(Map.of("runAsNonRoot", true, "seccompProfile", Map.of("type", "RuntimeDefault")));
    }

    private static int secondsToStart(Manifest deployment) {
        var probe = deployment.part(CONTAINER + "startupProbe");
        return (int) probe.at("periodSeconds") * (int) probe.at("failureThreshold");
    }

    private static Manifest manager(String values) {
        return Chart.render(values).get("Deployment", "night-dayshift-manager");
    }
}
