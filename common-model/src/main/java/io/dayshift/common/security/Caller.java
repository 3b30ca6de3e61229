package io.dayshift.common.security;

import java.util.Collection;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Makes what Spring Security takes for somebody with roles; it holds nothing of what they have shown. */
final class Caller {

    private Caller() {}

    /**
     * Somebody of those roles.
     *
     * @param kind how they were known, such as {@code token}
     */
    static Authentication of(String kind, Collection<Role> roles) {
        var authorities = roles.stream()
                .map(role -> new SimpleGrantedAuthority(role.authority()))
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(kind, null, authorities);
    }
}
