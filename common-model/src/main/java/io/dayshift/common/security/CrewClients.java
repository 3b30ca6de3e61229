package io.dayshift.common.security;

import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** Makes the clients that managers and workers call each other with: by their token, their certificate, or both. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClientProperties.class)
public class CrewClients {

    private final Tokens tokens;
    private final ClientProperties properties;
    private final SecurityProperties security;
    private final ObjectProvider<SslBundles> bundles;

    CrewClients(
            Tokens tokens,
            ClientProperties properties,
            SecurityProperties security,
            ObjectProvider<SslBundles> bundles) {
        this.tokens = tokens;
        this.properties = properties;
        this.security = security;
        this.bundles = bundles;
    }

    /** Opens connections that clients can share. */
    public CrewConnections connections(Duration connectTimeout) {
        var name = properties.sslBundle();
        return name == null
                ? CrewConnections.plain(connectTimeout)
                : CrewConnections.secured(connectTimeout, name, bundles.getObject());
    }

    /**
     * A client that shows, with every request, the token that is then the first of that role.
     *
     * @param builder is not changed
     */
    public RestClient client(RestClient.Builder builder, Role role, CrewConnections connections, Duration readTimeout) {
        if (tokens.toShow(role).isEmpty()
                && !SecurityProperties.of(role, security.tokens()).isEmpty()
                && properties.sslBundle() == null) {
            throw new InsecureException("dayshift.security.tokens." + role.property() + " has only digests, and this"
                    + " service has to show a token of that role to others: list a plain one first.");
        }
        return builder.clone()
                .requestFactory(connections.requests(readTimeout))
                .defaultRequest(request ->
                        tokens.toShow(role).ifPresent(token -> request.headers(own -> own.setBearerAuth(token))))
                .build();
    }
}
