package io.dayshift.common.security;

import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Makes the clients that managers and workers call each other with: by their token, their certificate, or both. */
@Component
public final class CrewClients {

    private final Tokens tokens;
    private final ClientProperties properties;
    private final ObjectProvider<SslBundles> bundles;

    CrewClients(Tokens tokens, ClientProperties properties, ObjectProvider<SslBundles> bundles) {
        this.tokens = tokens;
        this.properties = properties;
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
        if (tokens.haveOnlyDigests(role) && properties.sslBundle() == null) {
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
