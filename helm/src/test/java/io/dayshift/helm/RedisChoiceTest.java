package io.dayshift.helm;

import static io.dayshift.helm.Manifest.CONTAINER;
import static io.dayshift.helm.Manifest.POD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which Redis managers and workers are told to use. */
class RedisChoiceTest {

    private static final String URL = "SPRING_DATA_REDIS_URL";

    @Test
    void is_the_built_in_one_by_default() {
        assertVariables("default", Map.of(URL, "secret night-dayshift-redis/url"));
    }

    @Test
    void is_the_built_in_one_with_a_password_of_the_users() {
        assertVariables(
                "gitops",
                Map.of(
                        "SPRING_DATA_REDIS_HOST", "night-dayshift-redis",
                        "SPRING_DATA_REDIS_PASSWORD", "secret our-redis-password/secret"));
    }

    @Test
    void is_the_one_at_a_url() {
        assertVariables("redis-url", Map.of(URL, "redis://redis.example:6379"));
    }

    @Test
    void is_the_one_in_a_secret() {
        assertVariables("redis-secret", Map.of(URL, "secret our-redis/address"));
    }

    @Test
    void may_ask_for_a_user_and_a_certificate() {
        var bundle = "SPRING_SSL_BUNDLE_PEM_REDIS_";
        assertVariables(
                "redis-tls",
                Map.of(
                        "SPRING_DATA_REDIS_HOST",
                        "redis.example",
                        "SPRING_DATA_REDIS_PORT",
                        "6380",
                        "SPRING_DATA_REDIS_USERNAME",
                        "secret our-redis/username",
                        "SPRING_DATA_REDIS_PASSWORD",
                        "secret our-redis/password",
                        "SPRING_DATA_REDIS_SSL_BUNDLE",
                        "redis",
                        bundle + "TRUSTSTORE_CERTIFICATE",
                        "file:/etc/dayshift-redis/ca/ca.crt",
                        bundle + "KEYSTORE_CERTIFICATE",
                        "file:/etc/dayshift-redis/client/tls.crt",
                        bundle + "KEYSTORE_PRIVATEKEY",
                        "file:/etc/dayshift-redis/client/tls.key",
                        "DAYSHIFT_REDIS_WAITREPLICAS",
                        "1"));
    }

    @Test
    void brings_its_certificates_along() {
        assertThat(Chart.render(Chart.mode("redis-tls-values.yaml")).crew()).allSatisfy(workload -> {
            assertThat(workload.list(POD + "volumes"))
                    .<Object>extracting(volume -> volume)
                    .contains(
                            Map.of("name", "redis-ca", "secret", Map.of("secretName", "redis-ca")),
                            Map.of("name", "redis-client", "secret", Map.of("secretName", "redis-client")));
            assertThat(workload.list(CONTAINER + "volumeMounts"))
                    .<Object>extracting(mount -> mount)
                    .contains(Map.of("name", "redis-ca", "mountPath", "/etc/dayshift-redis/ca", "readOnly", true));
        });
    }

    @Test
    void is_the_one_that_sentinels_name() {
        assertVariables(
                "redis-sentinel",
                Map.of(
                        "SPRING_DATA_REDIS_SENTINEL_MASTER", "mymaster",
                        "SPRING_DATA_REDIS_SENTINEL_NODES",
                                "sentinel-0.redis:26379,sentinel-1.redis:26379,sentinel-2.redis:26379",
                        "SPRING_DATA_REDIS_SENTINEL_USERNAME", "secret our-redis/sentinel-username",
                        "SPRING_DATA_REDIS_SENTINEL_PASSWORD", "secret our-redis/sentinel-password",
                        "SPRING_DATA_REDIS_PASSWORD", "secret our-redis/password"));
    }

    @Test
    void is_a_cluster_by_tls_that_java_trusts() {
        assertVariables(
                "redis-cluster",
                Map.of(
                        "SPRING_DATA_REDIS_CLUSTER_NODES", "redis-0.redis:6379,redis-1.redis:6379,redis-2.redis:6379",
                        "SPRING_DATA_REDIS_PASSWORD", "secret our-redis/password",
                        "SPRING_DATA_REDIS_SSL_ENABLED", "true"));
    }

    @Test
    void keeps_crews_apart_by_namespace() {
        assertThat(Chart.render("redis: {namespace: nightshift}").crew())
                .hasSize(2)
                .allSatisfy(workload -> assertThat(workload.env()).containsEntry("DAYSHIFT_NAMESPACE", "nightshift"));
    }

    private static void assertVariables(String mode, Map<String, String> variables) {
        assertThat(Chart.render(Chart.mode(mode + "-values.yaml")).crew())
                .hasSize(2)
                .allSatisfy(workload -> {
                    var redis = new TreeMap<>(workload.env());
                    redis.keySet()
                            .removeIf(name -> List.of("SPRING_DATA_REDIS", "SPRING_SSL", "DAYSHIFT_REDIS").stream()
                                    .noneMatch(name::startsWith));
                    assertThat(redis).containsExactlyInAnyOrderEntriesOf(variables);
                });
    }
}
