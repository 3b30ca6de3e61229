package io.dayshift.common.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who asks, as far as callers are told apart: a token, a subject or a certificate by its name, anybody else by address.
 *
 * @param name the kind, a space, and which of that kind; nothing that would let anybody in
 */
public record Caller(String name) {

    private static final String ADDRESS = "address ";

    /** Whoever has sent the request that is under way in this thread. */
    public static Caller of(HttpServletRequest request) {
        return of(SecurityContextHolder.getContext().getAuthentication(), request::getRemoteAddr);
    }

    /**
     * Whoever has sent a request.
     *
     * @param known what he has shown; null for nothing
     * @param address from which it came; asked for only when it counts
     */
    public static Caller of(@Nullable Authentication known, Supplier<String> address) {
        return switch (known) {
            case null -> new Caller(ADDRESS + address.get());
            case AnonymousAuthenticationToken _ -> new Caller(ADDRESS + address.get());
            // The subject of a JWT may be any text, so also one that looks like the name of a token.
            case JwtAuthenticationToken jwt -> new Caller("jwt " + jwt.getName());
            default -> new Caller(known.getName());
        };
    }

    /** Whether he has shown something by which he is known. */
    public boolean isKnown() {
        return !name.startsWith(ADDRESS);
    }

    /** As one word of a log line, such as {@code token:1a2b3c4d}. */
    public String toLog() {
        return LogWord.of(name.replaceFirst(" ", ":"));
    }
}
