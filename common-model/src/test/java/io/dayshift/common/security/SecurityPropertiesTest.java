package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityPropertiesTest {

    private static final String TOKEN = "0123456789abcdef";

    @Test
    void never_shows_a_token() {
        assertThat(new SecurityProperties(Map.of(Role.SUBMIT, TOKEN)).toString())
                .contains("SUBMIT")
                .doesNotContain(TOKEN);
    }

    @Test
    void refuses_a_token_that_is_too_short_without_showing_it() {
        assertThatThrownBy(() -> new SecurityProperties(Map.of(Role.OPERATE, "short-secret")))
                .hasMessageContaining("dayshift.security.tokens.operate must be at least 16")
                .hasMessageNotContaining("short-secret");
    }

    @Test
    void is_open_only_with_no_token_at_all() {
        assertThat(new SecurityProperties(Map.of()).areOpen()).isTrue();
        assertThat(new SecurityProperties(Map.of(Role.READ, TOKEN)).areOpen()).isFalse();
    }
}
