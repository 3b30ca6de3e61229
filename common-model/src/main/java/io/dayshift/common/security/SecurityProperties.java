package io.dayshift.common.security;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers are known. With nothing of it set, and no issuer of JWTs either, everything is open, and only a loopback
 * address is served.
 *
 * @param tokens by role, several for the time of a change; at least 16 characters each, or {@code sha256:} and the digest of
 *     one in 64 hexadecimal digits; roles may share one
 * @param tokenDirectory further tokens: a file for each role, of its name, one token on a line; read again when they change
 * @param scopes by role: the scopes of a JWT that give it; {@code dayshift.<role>} when not given
 * @param certificates by role: the names (common name, DNS name or URI) of client certificates that give it
 */
@ConfigurationProperties("dayshift.security")
record SecurityProperties(
        @DefaultValue Map<String, List<String>> tokens,
        @Nullable Path tokenDirectory,
        @DefaultValue Map<String, List<String>> scopes,
        @DefaultValue Map<String, List<String>> certificates) {

    SecurityProperties {
        tokens = checked("tokens", tokens);
        scopes = checked("scopes", scopes);
        certificates = checked("certificates", certificates);
    }

    /** Names are bound as text and checked here: the report of a failed binding would show the values beside it. */
    private static Map<String, List<String>> checked(String name, Map<String, List<String>> byRole) {
        byRole.forEach((role, values) -> {
            if (Role.named(role).isEmpty()) {
                throw new InsecureException("dayshift.security.%s has a role that is none; the roles are %s."
                        .formatted(name, Role.names()));
            }
            if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
                throw new InsecureException(
                        "dayshift.security.%s.%s is empty, or has an empty value.".formatted(name, role));
            }
        });
        return Map.copyOf(byRole);
    }

    /** Whether nothing here tells callers apart. */
    boolean areOpen() {
        return tokens.isEmpty() && tokenDirectory == null && certificates.isEmpty();
    }

    /** The values that are given for a role, in their order; none when it is not named. */
    static List<String> of(Role role, Map<String, List<String>> byRole) {
        return byRole.entrySet().stream()
                .filter(entry -> role.name().equalsIgnoreCase(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** Tokens are never written anywhere. */
    @Override
    public String toString() {
        return "SecurityProperties[tokens of " + tokens.keySet() + "]";
    }
}
