package io.dayshift.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensSecretTest {

    /** Callers may come with JWTs alone; without the key the container would not be made. */
    @Test
    void may_lack_the_tokens_of_callers_when_it_is_the_users() {
        var crew = Chart.render(Chart.mode("oauth2-values.yaml")).crew();

        assertThat(crew).hasSize(2);
        assertThat(crew)
                .flatExtracting(TokensSecretTest::optionalKeys)
                .containsExactlyInAnyOrder("submit", "read", "operate", "monitor", "monitor");
        assertThat(Chart.render().crew())
                .flatExtracting(TokensSecretTest::optionalKeys)
                .isEmpty();
    }

    private static final String NAME = "night-dayshift-tokens";
    private static final String KEPT = Base64.getEncoder().encodeToString("kept".getBytes(UTF_8));

    @Test
    void holds_a_long_random_token_for_each_role() {
        var tokens = tokens(Map.of());

        assertThat(tokens).containsOnlyKeys("submit", "read", "operate", "worker", "manager", "monitor");
        assertThat(tokens.values())
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(decoded(token)).matches("[A-Za-z0-9]{40}"));
    }

    @Test
    void keeps_its_tokens_through_an_upgrade() {
        var before = tokens(Map.of());

        var after = tokens(Map.of(NAME, before));

        assertThat(after).isEqualTo(before);
    }

    @Test
    void adds_only_the_tokens_that_are_missing() {
        var tokens = tokens(Map.of(NAME, Map.of("submit", KEPT)));

        assertThat(tokens).containsEntry("submit", KEPT);
        assertThat(decoded(tokens.get("read"))).hasSize(40);
    }

    @Test
    void is_not_made_when_there_is_one() {
        assertThat(Chart.render("tokens: {existingSecret: our-tokens}").names()).doesNotContain("Secret/" + NAME);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> tokens(Map<String, Map<String, String>> secrets) {
        return (Map<String, String>)
                Chart.render("{}", secrets).get("Secret", NAME).at("data");
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }

    private static List<Object> optionalKeys(Manifest workload) {
        return workload.list(Manifest.CONTAINER + "env").stream()
                .map(variable -> new Manifest(Map.of("variable", variable)).at("variable.valueFrom.secretKeyRef"))
                .filter(key -> key instanceof Map<?, ?> secret && Boolean.TRUE.equals(secret.get("optional")))
                .<Object>map(key -> ((Map<?, ?>) key).get("key"))
                .toList();
    }
}
