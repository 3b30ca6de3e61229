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
public record SecurityProperties(@DefaultValue Map<String, String> tokens) {

    private static final int SHORTEST = 16;

    public SecurityProperties {
        tokens = Map.copyOf(tokens);
        tokens.forEach(SecurityProperties::check);
    }

    /** Names are bound as text and checked here: the report of a failed binding would show the values beside it. */
    private static void check(String name, String token) {
        if (Role.named(name).isEmpty()) {
            throw new TokensException(
                    "dayshift.security.tokens has a role that is none; the roles are " + Role.names() + ".");
        }
        if (token.length() < SHORTEST || !token.matches("[\\x21-\\x7e]+")) {
            throw new TokensException(
                    "dayshift.security.tokens.%s must be at least %d printable ASCII characters without spaces."
                            .formatted(name.toLowerCase(Locale.ROOT), SHORTEST));
        }
    }

    /** The token to show to others in that role, if there is one. */
    public Optional<String> token(Role role) {
        return tokens.entrySet().stream()
                .filter(token -> Role.named(token.getKey()).equals(Optional.of(role)))
                .map(Map.Entry::getValue)
                .findFirst();
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
