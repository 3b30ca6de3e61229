package io.dayshift.manager.system;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who asks, as far as limits tell callers apart: whoever has identified himself by name and roles, anybody else by address.
 * Those who share a token of roles share its limits.
 */
record Caller(String name) {

    static Caller of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication known
                ? new Caller(known.getName() + " " + roles(known))
                : new Caller(request.getRemoteAddr());
    }

    private static String roles(Authentication known) {
        return known.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .sorted()
                .collect(Collectors.joining(","));
    }
}
