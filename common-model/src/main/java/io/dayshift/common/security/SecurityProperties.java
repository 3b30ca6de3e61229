package io.dayshift.common.security;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tokens.
 *
 * @param tokens by role; roles may share one; at least 16 characters each. With none at all everything is open, and only a
 *     loopback address is served
 */
@ConfigurationProperties("dayshift.security")
public record SecurityProperties(@DefaultValue Map<Role, String> tokens) {

    private static final int SHORTEST = 16;

    public SecurityProperties {
        tokens = Map.copyOf(tokens);
        tokens.forEach((role, token) -> {
            if (token.length() < SHORTEST || !token.matches("[\\x21-\\x7e]+")) {
                throw new IllegalArgumentException(
                        "dayshift.security.tokens.%s must be at least %d printable ASCII characters without spaces"
                                .formatted(role.name().toLowerCase(Locale.ROOT), SHORTEST));
            }
        });
    }

    /** The token to show to others in that role, if there is one. */
    public Optional<String> token(Role role) {
        return Optional.ofNullable(tokens.get(role));
    }

    public boolean areOpen() {
        return tokens.isEmpty();
    }

    /** Tokens are never written anywhere. */
    @Override
    public String toString() {
        return "SecurityProperties[tokens of " + tokens.keySet() + "]";
    }
}
