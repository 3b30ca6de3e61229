package io.dayshift.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensSecretTest {

    private static final String NAME = "night-dayshift-tokens";
    private static final List<String> ROLES = List.of("submit", "read", "operate", "worker", "manager", "monitor");
    private static final String KEPT = encoded("kept");
    private static final String DIGESTS = "tokens: {existingSecret: ours, digests: true}";

    /** Callers may come with JWTs alone; without the key the container would not be made. */
    @Test
    void may_lack_the_tokens_of_callers_when_it_is_the_users() {
        var rendered = Chart.render(Chart.mode("oauth2-values.yaml"));

        assertThat(rendered.get("Deployment", "night-dayshift-manager").projected("tokens"))
                .containsExactly(
                        "crew-tokens/worker",
                        "crew-tokens/manager",
                        "crew-tokens/submit?",
                        "crew-tokens/read?",
                        "crew-tokens/operate?",
                        "crew-tokens/monitor?");
        assertThat(rendered.get("Deployment", "night-dayshift-worker-default").projected("tokens"))
                .containsExactly("crew-tokens/worker", "crew-tokens/manager", "crew-tokens/monitor?");
    }

    /** Variables would be those of the start: a change would need a restart, and everybody's tools show them. */
    @Test
    void is_given_to_the_crew_as_files_and_never_as_variables() {
        assertThat(Chart.render().crew()).hasSize(2).allSatisfy(workload -> {
            assertThat(workload.env().values()).noneMatch(value -> value.startsWith("secret " + NAME));
            assertThat(workload.env()).containsEntry("DAYSHIFT_SECURITY_TOKENDIRECTORY", "/etc/dayshift-tokens");
            assertThat(workload.list(Manifest.CONTAINER + "volumeMounts"))
                    .<Object>map(mount -> mount)
                    .contains(Map.of("name", "tokens", "mountPath", "/etc/dayshift-tokens", "readOnly", true));
        });
    }

    /** Files of a volume belong to root, and the crew is not root; 0444 in octal digits. */
    @Test
    void can_be_read_by_the_user_of_the_pod() {
        assertThat(Chart.render().crew())
                .allSatisfy(workload -> assertThat(workload.list(Manifest.POD + "volumes"))
                        .filteredOn(volume -> ((Map<?, ?>) volume).get("name").equals("tokens"))
                        .singleElement()
                        .extracting(volume -> ((Map<?, ?>) ((Map<?, ?>) volume).get("projected")).get("defaultMode"))
                        .isEqualTo(0444));
    }

    /** As an editor of files would make it; a mounted Secret has each as a file of that name. */
    @Test
    void calls_files_like_roles() {
        assertThat(Chart.render().crew())
                .flatExtracting(workload -> workload.list(Manifest.POD + "volumes"))
                .filteredOn(volume -> ((Map<?, ?>) volume).get("name").equals("tokens"))
                .hasSize(2)
                .allSatisfy(volume ->
                        assertThat(volume.toString()).matches("(?s)(.*key=(\\w+)(\\.sha256)?, path=\\2\\})+.*"));
    }

    @Test
    void holds_a_long_random_token_for_each_role_and_its_digest() {
        var tokens = tokens(Map.of());

        assertThat(tokens.keySet())
                .containsExactlyInAnyOrderElementsOf(ROLES.stream()
                        .flatMap(role -> Stream.of(role, role + ".sha256"))
                        .toList());
        assertThat(tokens.values()).doesNotHaveDuplicates();
        assertThat(ROLES).allSatisfy(role -> {
            var token = decoded(tokens.get(role));
            assertThat(token).matches("[A-Za-z0-9]{40}");
            assertThat(decoded(tokens.get(role + ".sha256"))).isEqualTo(TokenDigest.of(token));
        });
    }

    /** As they are while one is changed, written in either way; who has given a digest in the first place keeps it. */
    @ParameterizedTest
    @ValueSource(strings = {"old-token,new-token", " old-token\n\nnew-token\n", "old-token, new-token,"})
    void has_a_digest_of_each_of_several_tokens(String several) {
        var tokens =
                tokens(Map.of(NAME, Map.of("submit", encoded(several), "read", encoded(TokenDigest.of("old-token")))));

        assertThat(tokens).containsEntry("submit", encoded(several));
        assertThat(decoded(tokens.get("submit.sha256")))
                .isEqualTo(TokenDigest.of("old-token") + "," + TokenDigest.of("new-token"));
        assertThat(decoded(tokens.get("read.sha256"))).isEqualTo(TokenDigest.of("old-token"));
    }

    /** Whoever has changed a token by hand and not its digest; a digest of another would lock its bearers out. */
    @Test
    void makes_digests_anew_from_the_tokens_that_are_there() {
        var tokens = tokens(Map.of(NAME, Map.of("submit", KEPT, "submit.sha256", encoded(TokenDigest.of("another")))));

        assertThat(decoded(tokens.get("submit.sha256"))).isEqualTo(TokenDigest.of("kept"));
    }

    @Test
    void keeps_its_tokens_through_an_upgrade() {
        var before = tokens(Map.of());

        var after = tokens(Map.of(NAME, before));

        assertThat(after).isEqualTo(before);
    }

    /** What Helm stores with the release is what it goes back to when a later upgrade fails and is undone. */
    @Test
    void has_no_trace_of_a_token_that_was_taken_away_after_the_next_upgrade() {
        var before = tokens(Map.of());
        var rotated = new HashMap<>(before);
        rotated.put("submit", encoded("new-token"));

        var after = tokens(Map.of(NAME, rotated));

        assertThat(after)
                .containsEntry("submit", encoded("new-token"))
                .doesNotContainValue(before.get("submit"))
                .doesNotContainValue(before.get("submit.sha256"));
    }

    @Test
    void adds_only_the_tokens_that_are_missing() {
        var tokens = tokens(Map.of(NAME, Map.of("submit", KEPT)));

        assertThat(tokens).containsEntry("submit", KEPT);
        assertThat(decoded(tokens.get("submit.sha256"))).isEqualTo(TokenDigest.of("kept"));
        assertThat(decoded(tokens.get("read"))).hasSize(40);
    }

    /** Their keys are optional for pods, so without a word nobody would be let in with these tokens. */
    @Test
    void has_to_have_the_digests_of_its_tokens_when_it_is_said_to() {
        var plain = Map.of("submit", KEPT, "read", KEPT, "worker", KEPT, "worker.sha256", KEPT, "read.sha256", "");

        assertThatThrownBy(() -> Chart.render(DIGESTS, Map.of("ours", plain)))
                .hasMessageContaining("the Secret ours has digests, and beside its tokens it has no submit.sha256,"
                        + " read.sha256, so whoever")
                .hasMessageContaining("or set tokens.digests=false");
        assertThat(Chart.render("tokens: {existingSecret: ours}", Map.of("ours", plain))
                        .crew())
                .hasSize(2);
    }

    /** Callers with JWTs need neither; what nobody shows needs no token in plain. With certificates the crew has no tokens. */
    @Test
    void may_lack_tokens_and_digests_of_callers_and_tokens_that_nobody_shows() {
        var digests = Map.of(
                "worker", KEPT, "worker.sha256", KEPT, "manager", KEPT, "manager.sha256", KEPT, "read.sha256", KEPT);
        var withCertificates = DIGESTS + "\nmtls: {enabled: true, managerSecret: a, workerSecret: b}";

        assertThat(Chart.render(DIGESTS, Map.of("ours", digests))
                        .get("Deployment", "night-dayshift-manager")
                        .projected("tokens"))
                .contains("ours/submit.sha256?", "ours/read.sha256?");
        assertThat(Chart.render(withCertificates, Map.of("ours", Map.of("worker", KEPT)))
                        .crew())
                .hasSize(2);
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

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }
}
