package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityPropertiesTest {

    private static final String TOKEN = "0123456789abcdef";

    private static SecurityProperties withTokens(Map<String, List<String>> tokens) {
        return new SecurityProperties(tokens, null, Map.of(), Map.of());
    }

    @Test
    void never_shows_a_token() {
        assertThat(withTokens(Map.of("submit", List.of(TOKEN))).toString())
                .contains("submit")
                .doesNotContain(TOKEN);
    }

    @Test
    void is_open_only_with_nothing_at_all_that_tells_callers_apart() {
        assertThat(withTokens(Map.of()).areOpen()).isTrue();
        assertThat(withTokens(Map.of("read", List.of(TOKEN))).areOpen()).isFalse();
        assertThat(new SecurityProperties(Map.of(), Path.of("tokens"), Map.of(), Map.of()).areOpen())
                .isFalse();
        assertThat(new SecurityProperties(Map.of(), null, Map.of(), Map.of("worker", List.of("w"))).areOpen())
                .isFalse();
        assertThat(new SecurityProperties(Map.of(), null, Map.of("worker", List.of("w")), Map.of()).areOpen())
                .isTrue();
    }

    @Test
    void refuses_a_role_that_is_none_without_showing_any_token() {
        assertThatThrownBy(() -> withTokens(Map.of("admin", List.of(TOKEN))))
                .hasMessageContaining("the roles are submit, read, operate")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void refuses_an_empty_token() {
        assertThatThrownBy(() -> withTokens(Map.of("operate", List.of())))
                .hasMessageContaining("dayshift.security.tokens.operate is empty");
        assertThatThrownBy(() -> withTokens(Map.of("operate", List.of(TOKEN, ""))))
                .hasMessageContaining("dayshift.security.tokens.operate is empty");
    }
}
