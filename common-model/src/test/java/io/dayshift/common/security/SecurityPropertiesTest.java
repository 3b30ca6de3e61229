package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityPropertiesTest {

    private static final String TOKEN = "0123456789abcdef";

    @Test
    void never_shows_a_token() {
        assertThat(new SecurityProperties(Map.of("submit", TOKEN)).toString())
                .contains("submit")
                .doesNotContain(TOKEN);
    }

    @Test
    void refuses_a_token_that_is_too_short_without_showing_it() {
        assertThatThrownBy(() -> new SecurityProperties(Map.of("operate", "short-secret")))
                .hasMessageContaining("dayshift.security.tokens.operate must be at least 16")
                .hasMessageNotContaining("short-secret");
    }

    @Test
    void is_open_only_with_no_token_at_all() {
        assertThat(new SecurityProperties(Map.of()).areOpen()).isTrue();
        assertThat(new SecurityProperties(Map.of("read", TOKEN)).areOpen()).isFalse();
    }

    @Test
    void refuses_a_role_that_is_none_without_showing_any_token() {
        assertThatThrownBy(() -> new SecurityProperties(Map.of("admin", TOKEN)))
                .hasMessageContaining("the roles are submit, read, operate")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void finds_the_token_of_a_role_and_none_for_another() {
        var properties = new SecurityProperties(Map.of("submit", TOKEN));

        assertThat(properties.token(Role.SUBMIT)).contains(TOKEN);
        assertThat(properties.token(Role.READ)).isEmpty();
    }
}
