package io.dayshift.common.security;

import java.util.Collection;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Makes what Spring Security takes for somebody with roles; it holds nothing of what they have shown. */
final class Identity {

    private Identity() {}

    /**
     * Somebody of those roles.
     *
     * @param name tells them from others; nothing that would let anybody in
     */
    static Authentication of(String name, Collection<Role> roles) {
        var authorities = roles.stream()
                .map(role -> new SimpleGrantedAuthority(role.authority()))
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(name, null, authorities);
    }
}
