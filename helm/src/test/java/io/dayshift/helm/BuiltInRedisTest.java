package io.dayshift.helm;

import static io.dayshift.helm.Manifest.CONTAINER;
import static io.dayshift.helm.Manifest.POD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The {@code redis-*.yaml} templates. */
class BuiltInRedisTest {

    private static final String NAME = "night-dayshift-redis";
    private static final String OWN_PASSWORD = Chart.mode("gitops-values.yaml");

    @Test
    void loses_nothing_and_forgets_nothing() {
        assertThat(configuration("{}").lines().map(String::strip))
                .contains("appendonly yes", "appendfsync always", "maxmemory 256mb", "maxmemory-policy noeviction");
    }

    @Test
    void may_be_made_faster_and_larger() {
        assertThat(configuration("redis: {builtIn: {appendfsync: everysec, maxMemory: 2gb}}")
                        .lines()
                        .map(String::strip))
                .contains("appendfsync everysec", "maxmemory 2gb");
    }

    /** As a list it would be walked for each task: {@code docs/redis.md}. */
    @Test
    void keeps_what_a_worker_runs_as_a_table() {
        assertThat(configuration("{}").lines().map(String::strip)).contains("hash-max-listpack-entries 16");
    }

    /** That it asks for it is tried in {@code ChartRedisIT}. */
    @Test
    void has_its_password_from_the_secret_and_shows_it_in_no_argument() {
        var redis = redis("{}");

        assertThat(redis.env()).containsExactly(Map.entry("REDISCLI_AUTH", "secret " + NAME + "/password"));
        assertThat(redis.at(CONTAINER + "args")).isNull();
        assertThat(redis.list(CONTAINER + "command"))
                .<Object>extracting(word -> word)
                .startsWith("sh", "-ec")
                .last()
                .asString()
                .startsWith("exec redis-server /etc/redis/redis.conf - <<");
    }

    @Test
    void takes_a_password_of_the_users() {
        var rendered = Chart.render(OWN_PASSWORD);

        assertThat(rendered.get("StatefulSet", NAME).env())
                .containsExactly(Map.entry("REDISCLI_AUTH", "secret our-redis-password/secret"));
        assertThat(rendered.names()).doesNotContain("Secret/" + NAME);
        assertThat(rendered.get("Service", NAME).at("spec.ports.0.port")).isEqualTo(6379);
    }

    /** Tools that render without a cluster would roll out a new password each time they look. */
    @Test
    void is_the_same_in_every_rendering_when_nothing_has_to_be_made() {
        assertThat(Chart.render(OWN_PASSWORD)).isEqualTo(Chart.render(OWN_PASSWORD));
        assertThat(Chart.render()).as("made at random").isNotEqualTo(Chart.render());
    }

    @Test
    void leaves_its_user_to_the_cluster_when_managers_and_workers_do() {
        assertThat(redis("{}").at(POD + "securityContext.runAsUser")).isEqualTo(999);
        assertThat((Map<?, ?>) redis("runAsUser: null").at(POD + "securityContext"))
                .<Object>extracting(context -> context.keySet())
                .isEqualTo(Set.of("runAsNonRoot", "fsGroupChangePolicy", "seccompProfile"));
    }

    @Test
    void makes_a_url_from_its_password() {
        var secret = Chart.render().get("Secret", NAME);

        assertThat(decoded(secret, "password")).matches("[A-Za-z0-9]{40}");
        assertThat(decoded(secret, "url"))
                .isEqualTo("redis://default:" + decoded(secret, "password") + "@" + NAME + ":6379");
    }

    @Test
    void keeps_its_password_through_an_upgrade() {
        var kept = Base64.getEncoder().encodeToString("kept".getBytes(UTF_8));

        var secret = Chart.render("{}", Map.of(NAME, Map.of("password", kept))).get("Secret", NAME);

        assertThat(decoded(secret, "password")).isEqualTo("kept");
        assertThat(decoded(secret, "url")).isEqualTo("redis://default:kept@" + NAME + ":6379");
    }

    @Test
    void is_alone_and_ready_only_when_it_answers() {
        var redis = redis("{}");

        assertThat(redis.at("spec.replicas")).isEqualTo(1);
        assertThat(redis.at(CONTAINER + "livenessProbe.tcpSocket.port")).isEqualTo("redis");
        assertThat(redis.at(CONTAINER + "lifecycle.postStart.exec.command").toString())
                .contains("bgrewriteaof");
        assertThat(redis.at(CONTAINER + "readinessProbe.exec.command")).isEqualTo(List.of("redis-cli", "-e", "ping"));
    }

    @Test
    void keeps_its_data_on_a_volume() {
        var redis = redis("redis: {builtIn: {persistence: {size: 5Gi, storageClass: fast}}}");

        assertThat(redis.at("spec.volumeClaimTemplates.0.spec.resources.requests.storage"))
                .isEqualTo("5Gi");
        assertThat(redis.at("spec.volumeClaimTemplates.0.spec.storageClassName"))
                .isEqualTo("fast");
    }

    @Test
    void can_do_without_a_volume() {
        var redis = redis("redis: {builtIn: {persistence: {enabled: false}}}");

        assertThat(redis.at("spec.volumeClaimTemplates")).isNull();
        assertThat(redis.at(POD + "volumes.2")).isEqualTo(Map.of("name", "data", "emptyDir", Map.of()));
    }

    @Test
    void is_not_restarted_by_a_new_version_of_the_crew() {
        var labels = redis("{}").at("spec.template.metadata.labels");

        assertThat(labels).isEqualTo(redis("{}").at("spec.selector.matchLabels"));
        // What every object of the chart is labelled with stands for what changes with a version.
        assertThat(redis("commonLabels: {release: '2'}").part("spec.template").toString())
                .isEqualTo(redis("{}").part("spec.template").toString());
        assertThat(redis("redis: {builtIn: {maxMemory: 1gb}}").at("spec.template.metadata.annotations"))
                .as("a change of its own settings")
                .isNotEqualTo(redis("{}").at("spec.template.metadata.annotations"));
    }

    @Test
    void is_reached_through_its_service() {
        var rendered = Chart.render();
        var service = rendered.get("Service", NAME);

        assertThat(service.at("spec.ports.0.port")).isEqualTo(6379);
        assertThat(service.at("spec.selector"))
                .isEqualTo(rendered.get("StatefulSet", NAME).at("spec.selector.matchLabels"));
    }

    private static Manifest redis(String values) {
        return Chart.render(values).get("StatefulSet", NAME);
    }

    private static String configuration(String values) {
        return (String) Chart.render(values).get("ConfigMap", NAME).at("data", "redis.conf");
    }

    private static String decoded(Manifest secret, String key) {
        return new String(Base64.getDecoder().decode((String) secret.at("data", key)), UTF_8);
    }
}
