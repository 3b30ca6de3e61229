package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.helm.Chart;
import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.TlsRedis;
import io.dayshift.systemtests.crew.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manager with what the Helm chart gives it for a Redis that asks for a user and a certificate. */
class ChartRedisTlsIT {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String BUNDLE = "spring.ssl.bundle.pem.redis.";

    @Test
    void a_manager_comes_to_redis_by_the_secrets_that_the_values_name(@TempDir Path folder) {
        try (var redis = TlsRedis.start(folder.resolve("redis"))) {
            var options = properties(redis);
            var cluster = new ChartCluster(
                    Chart.render(Chart.mode("redis-tls-values.yaml")),
                    Map.of(
                            "our-redis",
                            Map.of(
                                    "username", options.get("spring.data.redis.username"),
                                    "password", options.get("spring.data.redis.password")),
                            "redis-ca",
                            Map.of("ca.crt", text(options.get(BUNDLE + "truststore.certificate"))),
                            "redis-client",
                            Map.of(
                                    "tls.crt", text(options.get(BUNDLE + "keystore.certificate")),
                                    "tls.key", text(options.get(BUNDLE + "keystore.private-key")))),
                    folder);
            var elsewhere = Map.of(
                    "SPRING_DATA_REDIS_HOST",
                    "127.0.0.1",
                    "SPRING_DATA_REDIS_PORT",
                    options.get("spring.data.redis.port"),
                    // There are none here.
                    "DAYSHIFT_REDIS_WAITREPLICAS",
                    "0");
            try (var manager = ChartPod.start("manager-app", "night-dayshift-manager", cluster, elsewhere)) {
                Waiting.expect(
                        LONG,
                        () -> new Api(manager.management()).answers("/actuator/health/readiness"),
                        "the manager is ready");

                var answer = new Api(manager.address())
                        .bearing(cluster.secret("night-dayshift-tokens", "submit"))
                        .post("/v1/tasks", "{\"type\":\"nobody\"}");
                assertThat(answer.status()).isEqualTo(202);
            }
        }
    }

    private static Map<String, String> properties(TlsRedis redis) {
        return redis.options().stream()
                .map(option -> option.substring("--".length()).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(URI.create(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
