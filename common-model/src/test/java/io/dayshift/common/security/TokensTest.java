package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.core.GrantedAuthority;

class TokensTest {

    private static final String OLD = "old-0123456789abcdef";
    private static final String NEW = "new-0123456789abcdef";
    private static final String OWN = "own-0123456789abcdef";

    /** What {@code printf %s new-0123456789abcdef | sha256sum} says. */
    private static final String DIGEST_OF_NEW = "750fac6a814afe322061a2dd7865d8ddc7370d52147daf75d77e95c403a7b4ae";

    @TempDir
    private Path directory;

    private static Tokens tokens(Map<String, String> properties) {
        return new Tokens(
                new Binder(new MapConfigurationPropertySource(properties))
                        .bindOrCreate("dayshift.security", SecurityProperties.class),
                Role.WORKER);
    }

    private Tokens tokensOfDirectory() {
        return tokens(Map.of("dayshift.security.token-directory", directory.toString()));
    }

    private static List<String> roles(Tokens tokens, String token) {
        var bearer = tokens.bearerOf(token);
        return bearer == null
                ? List.of()
                : bearer.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .toList();
    }

    @Test
    void tells_the_bearers_of_tokens_of_one_role_apart_by_names_that_hold_no_token() {
        var tokens = tokens(Map.of("dayshift.security.tokens.submit", OLD + ", " + NEW));

        assertThat(tokens.bearerOf(NEW).getName()).isEqualTo("token " + DIGEST_OF_NEW.substring(0, 8));
        assertThat(tokens.bearerOf(OLD).getName())
                .startsWith("token ")
                .isNotEqualTo(tokens.bearerOf(NEW).getName());
    }

    @Test
    void knows_every_token_of_a_role_and_shows_the_first() {
        var tokens = tokens(Map.of("dayshift.security.tokens.worker", OLD + ", " + NEW));

        assertThat(roles(tokens, OLD)).containsExactly("ROLE_WORKER");
        assertThat(roles(tokens, NEW)).containsExactly("ROLE_WORKER");
        assertThat(roles(tokens, NEW + "x")).isEmpty();
        assertThat(roles(tokens, OLD + ", " + NEW)).isEmpty();
        assertThat(tokens.toShow()).contains(OLD);
    }

    @Test
    void takes_tokens_one_by_one() {
        var tokens =
                tokens(Map.of("dayshift.security.tokens.submit[0]", OLD, "dayshift.security.tokens.submit[1]", NEW));

        assertThat(roles(tokens, NEW)).containsExactly("ROLE_SUBMIT");
    }

    @Test
    void gives_a_shared_token_the_roles_of_all() {
        var tokens = tokens(Map.of("dayshift.security.tokens.worker", OLD, "dayshift.security.tokens.manager", OLD));

        assertThat(roles(tokens, OLD)).containsExactly("ROLE_WORKER", "ROLE_MANAGER");
    }

    @Test
    void knows_a_token_by_its_digest_but_cannot_show_it() {
        var tokens = tokens(Map.of("dayshift.security.tokens.worker", "sha256:" + DIGEST_OF_NEW + "," + OLD));

        assertThat(roles(tokens, NEW)).containsExactly("ROLE_WORKER");
        assertThat(roles(tokens, "sha256:" + DIGEST_OF_NEW)).isEmpty();
        assertThat(roles(tokens, DIGEST_OF_NEW)).isEmpty();
        assertThat(tokens.toShow()).contains(OLD);
        assertThat(tokens.haveNoneToShow()).isFalse();
    }

    @Test
    void tells_when_its_own_role_has_nothing_to_show() {
        var digest = "sha256:" + DIGEST_OF_NEW;

        assertThat(tokens(Map.of("dayshift.security.tokens.worker", digest)).haveNoneToShow())
                .isTrue();
        assertThat(tokens(Map.of("dayshift.security.tokens.manager", digest)).haveNoneToShow())
                .isFalse();
    }

    @Test
    void keeps_no_token_in_plain_but_those_of_its_own_role() throws IOException {
        Files.writeString(directory.resolve("manager"), NEW);
        Files.writeString(directory.resolve("worker"), OWN);
        var tokens = tokens(Map.of(
                "dayshift.security.token-directory", directory.toString(), "dayshift.security.tokens.submit", OLD));

        assertThat(roles(tokens, OLD)).containsExactly("ROLE_SUBMIT");
        assertThat(roles(tokens, NEW)).containsExactly("ROLE_MANAGER");
        assertThat(tokens.toShow()).contains(OWN);
        assertThat(everythingIn(tokens)).contains(OWN).doesNotContain(OLD, NEW);
    }

    private static List<Object> everythingIn(Tokens tokens) {
        var found = new ArrayList<>();
        assertThat(tokens).usingRecursiveAssertion().ignoringFields("directory").allFieldsSatisfy(found::add);
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"short-secret", "with space 0123456789", "umlaut-ä-0123456789", "sha256:0123456789abcdef"})
    void refuses_what_is_no_token_without_showing_it(String text) {
        assertThatThrownBy(() -> tokens(Map.of("dayshift.security.tokens.operate", text)))
                .hasMessageContaining("dayshift.security.tokens.operate")
                .hasMessageNotContaining(text);
    }

    @Test
    void reads_a_directory_with_a_file_for_each_role() throws IOException {
        Files.writeString(directory.resolve("worker"), OLD + "\n");
        Files.writeString(directory.resolve("submit"), "sha256:" + DIGEST_OF_NEW);
        Files.createDirectory(directory.resolve("..data"));

        var tokens = tokensOfDirectory();

        assertThat(roles(tokens, OLD)).containsExactly("ROLE_WORKER");
        assertThat(roles(tokens, NEW)).containsExactly("ROLE_SUBMIT");
        assertThat(tokens.toShow()).contains(OLD);
    }

    @Test
    void follows_the_directory_from_one_token_to_the_next() throws IOException {
        var file = Files.writeString(directory.resolve("worker"), OLD);
        var tokens = tokensOfDirectory();

        Files.writeString(file, NEW + "\n" + OLD + "\n");
        tokens.readAgain();

        assertThat(roles(tokens, OLD)).containsExactly("ROLE_WORKER");
        assertThat(tokens.toShow()).contains(NEW);

        Files.writeString(file, NEW);
        tokens.readAgain();

        assertThat(roles(tokens, OLD)).isEmpty();
        assertThat(roles(tokens, NEW)).containsExactly("ROLE_WORKER");
    }

    @Test
    void keeps_what_it_has_when_the_directory_cannot_be_used() throws IOException {
        var file = Files.writeString(directory.resolve("worker"), OLD);
        var tokens = tokensOfDirectory();

        Files.writeString(file, "too-short");
        assertThatThrownBy(tokens::readAgain)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("too-short");
        Files.delete(file);
        assertThatThrownBy(tokens::readAgain).hasMessageContaining("has no file named after a role");

        assertThat(roles(tokens, OLD)).containsExactly("ROLE_WORKER");
    }

    @Test
    void does_not_start_with_a_directory_without_tokens() {
        assertThatThrownBy(this::tokensOfDirectory).hasMessageContaining("has no file named after a role");
    }
}
