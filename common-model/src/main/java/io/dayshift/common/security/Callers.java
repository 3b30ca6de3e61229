package io.dayshift.common.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Finds out whose a request is. Who bears a token is judged by that alone: by those configured first, which costs least,
 * then as a JWT. Without a token the certificate counts.
 */
record Callers(Tokens tokens, Jwts jwts, Certificates certificates) {

    private static final String SCHEME = "Bearer ";

    /** Who calls; null for nobody known. */
    @Nullable
    Authentication of(Shown shown) {
        var header = shown.authorization();
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return certificates.areTaken()
                    ? certificates.holder(shown.certificates().get())
                    : null;
        }
        var token = header.substring(SCHEME.length());
        var bearer = tokens.bearerOf(token);
        return bearer != null ? bearer : jwts.bearerOf(token);
    }
}
