package io.dayshift.common.security;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/** Knows the bearers of JWTs by the issuer's signature, and their roles by the scopes. */
final class Jwts {

    private static final Logger log = LoggerFactory.getLogger(Jwts.class);

    private final @Nullable AuthenticationProvider provider;
    private final AtomicBoolean failing = new AtomicBoolean();

    private Jwts(@Nullable AuthenticationProvider provider) {
        this.provider = provider;
    }

    /** Takes none. */
    static Jwts none() {
        return new Jwts(null);
    }

    /**
     * Takes those of the issuer that {@code spring.security.oauth2.resourceserver.jwt.*} describes; throws when it does
     * not say whose and for whom they are, for then those meant for others would be taken as well.
     */
    static Jwts of(JwtDecoder decoder, OAuth2ResourceServerProperties server, SecurityProperties properties) {
        var jwt = server.getJwt();
        if (jwt.getIssuerUri() == null || jwt.getAudiences().isEmpty()) {
            throw new InsecureException(
                    "JWTs are taken without looking at who issued them or whom they are for; set both"
                            + " spring.security.oauth2.resourceserver.jwt.issuer-uri and .audiences.");
        }
        var scopes = new JwtGrantedAuthoritiesConverter();
        scopes.setAuthorityPrefix("");
        if (jwt.getAuthoritiesClaimName() != null) {
            scopes.setAuthoritiesClaimName(jwt.getAuthoritiesClaimName());
        }
        var mapping = mapping(properties);
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> roles(token, scopes, mapping));
        var provider = new JwtAuthenticationProvider(decoder);
        provider.setJwtAuthenticationConverter(converter);
        return new Jwts(provider);
    }

    boolean areTaken() {
        return provider != null;
    }

    /**
     * Who bears that JWT; null when it is not valid.
     *
     * @throws AuthenticationServiceException when the issuer's keys cannot be had
     */
    @Nullable
    Authentication bearerOf(String token) {
        if (provider == null || !hasForm(token)) {
            return null;
        }
        try {
            var bearer = provider.authenticate(new BearerTokenAuthenticationToken(token));
            if (failing.compareAndSet(true, false)) {
                log.info("event=issuer-reachable");
            }
            return bearer;
        } catch (InvalidBearerTokenException e) {
            return null;
        } catch (JwtDecoderInitializationException e) {
            // The issuer is asked where its keys are when the first JWT comes, and again until it has answered.
            var cause = e.getCause() == null ? e : e.getCause();
            throw reported(new AuthenticationServiceException(String.valueOf(cause.getMessage()), e));
        } catch (AuthenticationServiceException e) {
            throw reported(e);
        }
    }

    /** Whether it could be a signed JWT at all: for anything else the issuer is not asked. */
    private static boolean hasForm(String token) {
        try {
            return SignedJWT.parse(token) != null;
        } catch (ParseException e) {
            return false;
        }
    }

    /** Says it once, until it is over; returns the same. */
    private AuthenticationServiceException reported(AuthenticationServiceException e) {
        if (failing.compareAndSet(false, true)) {
            log.warn("event=issuer-unreachable cause=\"{}\"; JWTs cannot be judged, other tokens can", e.getMessage());
        } else {
            log.debug("event=issuer-unreachable", e);
        }
        return e;
    }

    private static Map<Role, List<String>> mapping(SecurityProperties properties) {
        var mapping = new EnumMap<Role, List<String>>(Role.class);
        for (var role : Role.values()) {
            var given = SecurityProperties.of(role, properties.scopes());
            mapping.put(role, given.isEmpty() ? List.of("dayshift." + role.property()) : given);
        }
        return mapping;
    }

    private static Collection<GrantedAuthority> roles(
            Jwt token, JwtGrantedAuthoritiesConverter converter, Map<Role, List<String>> mapping) {
        var scopes = converter.convert(token).stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        var roles = EnumSet.noneOf(Role.class);
        mapping.forEach((role, own) -> {
            if (own.stream().anyMatch(scopes::contains)) {
                roles.add(role);
            }
        });
        return List.copyOf(Identity.of("jwt", roles).getAuthorities());
    }
}
