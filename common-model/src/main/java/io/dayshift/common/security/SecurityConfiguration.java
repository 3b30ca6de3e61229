package io.dayshift.common.security;

import io.dayshift.common.web.Problem;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Lets in who bears a token of the right role; with no tokens at all, everybody on this machine. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(SecurityProperties.class)
public class SecurityConfiguration {

    /** What tells nobody anything: whether the process lives, and how to talk to it. */
    private static final String[] OPEN = {
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/swagger-ui.html",
        "/swagger-ui/**",
        "/v3/api-docs",
        "/v3/api-docs/**"
    };

    @Bean
    SecurityFilterChain door(
            HttpSecurity http,
            SecurityProperties properties,
            ServerProperties server,
            List<AccessRule> rules,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        if (properties.areOpen()) {
            refuseStrangers(server);
        }
        http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(contexts -> contexts.securityContextRepository(new NullSecurityContextRepository()))
                .servletApi(AbstractHttpConfigurer::disable)
                .addFilterBefore(new BearerFilter(properties), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll();
                    if (properties.areOpen()) {
                        requests.anyRequest().permitAll();
                        return;
                    }
                    requests.requestMatchers(OPEN).permitAll();
                    for (var rule : rules) {
                        requests.requestMatchers(rule.method(), rule.patterns()).hasAnyAuthority(rule.authorities());
                    }
                    requests.anyRequest().authenticated();
                })
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, e) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            problems.resolveException(request, response, null, unauthorized());
                        })
                        .accessDeniedHandler((request, response, e) ->
                                problems.resolveException(request, response, null, forbidden())));
        return http.build();
    }

    /** Observing every filter of the chain would cost a submit more than all the rest of its way does. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    private static void refuseStrangers(ServerProperties server) {
        var address = server.getAddress();
        if (address == null || !address.isLoopbackAddress()) {
            throw new TokensException(
                    "No tokens are set, so everybody who reaches this service could use it, and it is to"
                            + " serve other machines as well (server.address is "
                            + (address == null ? "empty" : address.getHostAddress()) + ").");
        }
    }

    private static Problem unauthorized() {
        return Problem.of(
                HttpStatus.UNAUTHORIZED, "unauthorized", "A valid token is needed: Authorization: Bearer <token>.");
    }

    private static Problem forbidden() {
        return Problem.of(HttpStatus.FORBIDDEN, "forbidden", "The token's role does not allow this.");
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

    /** The head of the API's description. */
    @Bean
    OpenAPI openApi(Environment environment) {
        var api = new OpenAPI()
                .info(new Info()
                        .title(environment.getProperty("dayshift.api.title", "Dayshift"))
                        .description(environment.getProperty("dayshift.api.description", ""))
                        .version("v1"));
        return api.components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }
}
