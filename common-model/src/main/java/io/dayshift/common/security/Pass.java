package io.dayshift.common.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Whether the chain would let this caller in, as far as can be told at once. No means: ask the chain. */
    public boolean admits(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) == null && (open ? isOwnHost(request) : isKnown(request));
    }

    /** Writes the headers that the chain writes into every answer. */
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        SafeHeaders.write(request, response);
    }

    private static boolean isOwnHost(HttpServletRequest request) {
        var host = request.getHeader(HttpHeaders.HOST);
        return host != null && PageFilter.isLoopback(host);
    }

    private boolean isKnown(HttpServletRequest request) {
        try {
            var caller = callers.of(request);
            return caller != null && mayCall(caller);
        } catch (AuthenticationException e) {
            // The chain asks again and answers.
            return false;
        }
    }

    private boolean mayCall(Authentication caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(authorities::contains);
    }
}
