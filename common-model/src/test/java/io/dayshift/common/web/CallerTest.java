package io.dayshift.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class CallerTest {

    private static final Authentication TOKEN =
            UsernamePasswordAuthenticationToken.authenticated("token 1a2b3c4d", null, List.of());

    private static Authentication subject(String text) {
        return new JwtAuthenticationToken(
                Jwt.withTokenValue("x").header("alg", "RS256").subject(text).build());
    }

    private static Caller caller(Authentication known) {
        return Caller.of(known, () -> "10.0.0.7");
    }

    @Test
    void is_the_address_of_whom_nobody_knows() {
        var anonymous = new AnonymousAuthenticationToken("key", "who", AuthorityUtils.createAuthorityList("none"));

        assertThat(caller(anonymous)).isEqualTo(caller(null)).isEqualTo(new Caller("address 10.0.0.7"));
        assertThat(caller(anonymous).isKnown()).isFalse();
    }

    @Test
    void is_not_taken_for_a_token_whatever_his_subject_is() {
        assertThat(caller(subject("token 1a2b3c4d"))).isNotEqualTo(caller(TOKEN));
        assertThat(caller(subject("token 1a2b3c4d")).toLog())
                .isNotEqualTo(caller(TOKEN).toLog());
        assertThat(caller(subject("address 10.0.0.7")).isKnown()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.org, jwt:alice@example.org",
        "spiffe://a/b, jwt:spiffe://a/b",
        "a b, jwt:a%20b",
        "id=w-7, jwt:id%3Dw-7",
        "'a,b;c', jwt:a%2Cb%3Bc",
        "a%20b, jwt:a%2520b",
        "'a\nb', jwt:a%0Ab",
        "'a\"b', jwt:a%22b",
        "\u00e4, jwt:%C3%A4",
    })
    void is_one_word_of_a_log_line(String subject, String word) {
        assertThat(caller(subject(subject)).toLog()).isEqualTo(word);
    }

    @Test
    void is_cut_in_a_log_line_when_his_subject_is_long() {
        assertThat(caller(subject("a".repeat(5000))).toLog())
                .hasSizeLessThan(250)
                .endsWith("%E2%80%A6");
    }
}
