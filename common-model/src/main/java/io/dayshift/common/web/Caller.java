package io.dayshift.common.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who asks, as far as limits tell callers apart: a token, a subject or a certificate by its name, anybody else by address. */
public record Caller(String name) {

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
        if (known == null || known instanceof AnonymousAuthenticationToken) {
            return new Caller("address " + address.get());
        }
        // The subject of a JWT may be any text, so also one that looks like the name of a token.
        return new Caller(known.getClass().getSimpleName() + " " + known.getName());
    }
}
