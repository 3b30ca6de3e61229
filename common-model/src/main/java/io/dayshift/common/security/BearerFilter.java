package io.dayshift.common.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives a request the roles of the token that it bears; without a valid one it has none and is judged as nobody's. */
final class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Map<Role, byte[]> tokens;

    BearerFilter(SecurityProperties properties) {
        this.tokens = Stream.of(Role.values())
                .filter(role -> properties.token(role).isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        role -> role, role -> bytes(properties.token(role).orElseThrow())));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            var roles = roles(bytes(header.substring(SCHEME.length())));
            if (!roles.isEmpty()) {
                var bearer = UsernamePasswordAuthenticationToken.authenticated("bearer", null, roles);
                SecurityContextHolder.setContext(new SecurityContextImpl(bearer));
            }
        }
        chain.doFilter(request, response);
    }

    /** Compares with every token in full, so that the time it takes tells nothing about them. */
    private List<GrantedAuthority> roles(byte[] presented) {
        return Stream.of(Role.values())
                .filter(role -> tokens.containsKey(role) && MessageDigest.isEqual(tokens.get(role), presented))
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    /** What is compared: digests are of one length, whatever the token's. */
    private static byte[] bytes(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
