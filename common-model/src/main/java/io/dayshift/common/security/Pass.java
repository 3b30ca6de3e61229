package io.dayshift.common.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;

/**
 * Lets callers past the chain of filters to one place of which the chain is known to let them in. It says yes only where the
 * chain would; whatever is not plain is left to the chain, which also words the refusals.
 */
public final class Pass {

    private final Callers callers;
    private final boolean open;
    private final Set<String> authorities;

    /** A pass to what one rule names. */
    Pass(Callers callers, boolean open, AccessRule rule) {
        this.callers = callers;
        this.open = open;
        this.authorities = Stream.of(rule.authorities()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Somebody whom the chain would let in.
     *
     * @param known what he has shown; null when nobody is asked who he is
     */
    public record Guest(@Nullable Authentication known) {}

    /** Lets in whom the chain would, as far as can be told at once; null means: ask the chain. */
    public @Nullable Guest admit(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ORIGIN) != null) {
            return null;
        }
        if (open) {
            return isOwnHost(request) ? new Guest(null) : null;
        }
        var caller = caller(request);
        return caller != null && mayCall(caller) ? new Guest(caller) : null;
    }

    /** Writes the headers that the chain writes into every answer. */
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        SafeHeaders.write(request, response);
    }

    private static boolean isOwnHost(HttpServletRequest request) {
        var host = request.getHeader(HttpHeaders.HOST);
        return host != null && PageFilter.isLoopback(host);
    }

    private @Nullable Authentication caller(HttpServletRequest request) {
        try {
            return callers.of(request);
        } catch (AuthenticationException e) {
            // The chain asks again and answers.
            return null;
        }
    }

    private boolean mayCall(Authentication caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(authorities::contains);
    }
}
