package io.dayshift.common.security;

import io.dayshift.common.loop.Loop;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Lets in who bears a token or certificate of the right role; with none at all configured, everybody on this machine. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties({SecurityProperties.class, ClientProperties.class})
@Import({ApiDescription.class, CrewClients.class, OpenDoor.class})
public class SecurityConfiguration {

    /** What tells nobody anything: whether the process lives, which build it is, and how to talk to it. */
    private static final AccessRule OPEN = AccessRule.reading(List.of(
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/info",
            "/swagger-ui.html",
            "/swagger-ui/**",
            "/v3/api-docs",
            "/v3/api-docs/**",
            "/v3/api-docs.yaml"));

    private static final AccessRule ACTUATOR = AccessRule.onAll(List.of("/actuator", "/actuator/**"), Role.MONITOR);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    @Bean
    Tokens tokens(SecurityProperties properties, OwnRole own) {
        return new Tokens(properties, own.role());
    }

    /** Follows the directory of tokens, if there is one. */
    @Bean(defaultCandidate = false)
    Loop tokenWatch(Tokens tokens) {
        var loop = new Loop("tokens", () -> {
            tokens.readAgain();
            return LOOK_AGAIN;
        });
        return tokens.canChange() ? loop.start() : loop;
    }

    @Bean
    Jwts jwts(
            ObjectProvider<JwtDecoder> decoder,
            ObjectProvider<OAuth2ResourceServerProperties> server,
            SecurityProperties properties) {
        var found = decoder.getIfAvailable();
        return found == null ? Jwts.none() : Jwts.of(found, server.getObject(), properties);
    }

    /** Added by Spring Boot to its own, which take a token that says of no end for one that has none. */
    @Bean
    OAuth2TokenValidator<Jwt> expiring() {
        return new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull);
    }

    /** Likewise: by the subject callers are told apart, in what they may ask at once and in the trail (RFC 9068 requires one). */
    @Bean
    OAuth2TokenValidator<Jwt> named() {
        return new JwtClaimValidator<String>(JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank());
    }

    /** Bounds how often made-up tokens have the issuer asked. */
    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer seldomAsked() {
        return decoder -> decoder.restOperations(IssuerCalls.rest());
    }

    @Bean
    Certificates certificates(
            SecurityProperties properties,
            ServerProperties server,
            ObjectProvider<ManagementServerProperties> management,
            ObjectProvider<SslBundles> bundles) {
        var certificates = new Certificates(properties);
        if (certificates.areTaken()) {
            new ClientTrust(bundles::getObject).check(server, management.getIfAvailable());
        }
        return certificates;
    }

    @Bean
    Callers callers(Tokens tokens, Jwts jwts, Certificates certificates) {
        return new Callers(tokens, jwts, certificates);
    }

    @Bean
    Refusals refusals(
            SecurityProperties properties,
            Jwts jwts,
            OpenDoor openDoor,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var open = properties.areOpen() && !jwts.areTaken();
        if (open) {
            openDoor.check();
        }
        return new Refusals(problems, open);
    }

    @Bean
    Denials denials(List<AccessRule> rules) {
        return new Denials(new KnownRoutes(all(rules)));
    }

    @Bean
    SecurityFilterChain door(
            HttpSecurity http, List<AccessRule> rules, Callers callers, Refusals refusals, Denials denials) {
        http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(contexts -> contexts.securityContextRepository(new NullSecurityContextRepository()))
                .servletApi(AbstractHttpConfigurer::disable)
                .headers(headers -> {
                    headers.defaultsDisabled();
                    SafeHeaders.WRITERS.forEach(headers::addHeaderWriter);
                })
                .addFilterAfter(new TrailFilter(denials), SecurityContextHolderFilter.class)
                .addFilterAfter(new PageFilter(refusals), HeaderWriterFilter.class)
                .addFilterBefore(new CallerFilter(callers, refusals), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll();
                    // Its line would come too late to be written.
                    requests.requestMatchers(HttpMethod.POST, "/actuator/loggers/" + TrailFilter.LOGGER)
                            .denyAll();
                    for (var rule : all(rules)) {
                        apply(refusals.areOff() ? rule.forEverybody() : rule, requests);
                    }
                    requests.anyRequest().access((caller, request) -> Refusals.NOTHING_THERE);
                })
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
        return http.build();
    }

    /** Past the chain to what the first rule names, which is asked for most. */
    @Bean
    Pass pass(Callers callers, Refusals refusals, List<AccessRule> rules) {
        return new Pass(callers, refusals.areOff(), rules.getFirst());
    }

    /** Observing every filter of the chain would cost a submit more than all the rest of its way does. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    private static List<AccessRule> all(List<AccessRule> own) {
        var all = new ArrayList<>(own);
        all.add(OPEN);
        all.add(ACTUATOR);
        return all;
    }

    private static void apply(
            AccessRule rule,
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        var methods = rule.methods().isEmpty() ? Collections.<@Nullable HttpMethod>singletonList(null) : rule.methods();
        for (var method : methods) {
            var matched = requests.requestMatchers(method, rule.patterns());
            if (rule.isForEverybody()) {
                matched.permitAll();
            } else {
                matched.hasAnyAuthority(rule.authorities());
            }
        }
    }

    /** There are no users and no passwords; without this one Spring Boot would make some up. */
    @Bean
    AuthenticationManager nobody() {
        return authentication -> {
            throw new BadCredentialsException("there are no users");
        };
    }

    /** Methods are for the controllers to refuse, which know what is allowed. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }
}
