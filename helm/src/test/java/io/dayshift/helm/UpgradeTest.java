package io.dayshift.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upgrade from the chart before this one, whose default rendering is kept in {@code previous-chart.yaml}. */
class UpgradeTest {

    private static final String TOKENS = "night-dayshift-tokens";

    private Manifests before;
    private Manifests after;

    @BeforeEach
    void upgrade() throws IOException {
        try (var file = UpgradeTest.class.getResourceAsStream("/previous-chart.yaml")) {
            before = Manifests.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
        after = Chart.render("{}", secrets(before));
    }

    @Test
    void keeps_every_token_and_the_password() {
        assertThat(secrets(before)).hasSize(2);
        assertThat(secrets(after))
                .hasSize(2)
                .allSatisfy((name, data) ->
                        assertThat(data).containsAllEntriesOf(secrets(before).get(name)));
    }

    /**
     * The tokens are those that there were, or digests of them, so they go on working from the first pod of the new chart on;
     * pods of the chart before find theirs where they were.
     */
    @Test
    void gives_the_crew_the_tokens_that_are_there() {
        var kept = secrets(before).get(TOKENS);
        var there = secrets(after).get(TOKENS);

        assertThat(after.crew())
                .flatExtracting(workload -> workload.projected("tokens"))
                .hasSize(9)
                .allSatisfy(taken -> assertThat(there).containsKey(taken.replace(TOKENS + "/", "")));
        assertThat(kept)
                .hasSize(6)
                .allSatisfy((role, token) ->
                        assertThat(there).containsEntry(role, token).containsEntry(role + ".sha256", digest(token)));
    }

    /** So it works where the new keys never come, and pods outlive a way back, which takes those keys away. */
    @Test
    void needs_no_key_that_was_not_there_before_when_told_so() {
        var careful = Chart.render("tokens: {digests: false}", secrets(before));

        assertThat(careful.crew())
                .flatExtracting(workload -> workload.projected("tokens"))
                .hasSize(9)
                .allSatisfy(
                        taken -> assertThat(secrets(before).get(TOKENS)).containsKey(taken.replace(TOKENS + "/", "")));
        assertThat(secrets(careful)).isEqualTo(secrets(after));
    }

    private static String digest(String token) {
        var plain = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(TokenDigest.of(plain).getBytes(StandardCharsets.UTF_8));
    }

    /** Kubernetes refuses to change these; the upgrade would stop half way. */
    @Test
    void changes_nothing_that_cannot_be_changed() {
        var lasting = Map.of(
                "Deployment", List.of("spec.selector"),
                "StatefulSet", List.of("spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"),
                "Service", List.of("spec.clusterIP"),
                "Secret", List.of("type"));

        assertThat(after.all())
                .filteredOn(manifest -> before.names().contains(manifest.kind() + "/" + manifest.name()))
                .hasSizeGreaterThan(6)
                .allSatisfy(manifest -> assertThat(lasting.getOrDefault(manifest.kind(), List.of()))
                        .allSatisfy(path -> assertThat(manifest.at(path))
                                .isEqualTo(before.get(manifest.kind(), manifest.name())
                                        .at(path))));
    }

    @Test
    void keeps_the_data_of_the_built_in_redis() {
        assertThat(after.names()).contains("StatefulSet/night-dayshift-redis", "Service/night-dayshift-redis");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, String>> secrets(Manifests manifests) {
        return manifests.all().stream()
                .filter(manifest -> manifest.kind().equals("Secret"))
                .collect(Collectors.toMap(Manifest::name, secret -> (Map<String, String>) secret.at("data")));
    }
}
