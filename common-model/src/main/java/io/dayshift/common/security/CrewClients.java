package io.dayshift.common.security;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Makes the clients that managers and workers call each other with: by their token, their certificate, or both. */
@Component
public final class CrewClients implements AutoCloseable {

    private final Tokens tokens;
    private final OwnRole own;
    private final ClientProperties properties;
    private final SecurityProperties security;
    private final ObjectProvider<SslBundles> bundles;
    private final List<CrewConnections> all = new CopyOnWriteArrayList<>();

    CrewClients(
            Tokens tokens,
            OwnRole own,
            ClientProperties properties,
            SecurityProperties security,
            ObjectProvider<SslBundles> bundles) {
        this.tokens = tokens;
        this.own = own;
        this.properties = properties;
        this.security = security;
        this.bundles = bundles;
    }

    /** How a service reaches others. */
    @FunctionalInterface
    public interface Connector {

        /**
         * Makes what requests are sent by.
         *
         * @param bundle with the certificate to show and those to trust; null for none and those that Java trusts
         */
        ClientHttpRequestFactory requests(@Nullable SslBundle bundle);
    }

    /**
     * A client that shows, with every request, the token that is then the first of this service's own role.
     *
     * @param builder is not changed
     */
    public RestClient client(RestClient.Builder builder, Connector connector) {
        if (tokens.haveNoneToShow() && properties.sslBundle() == null) {
            throw new InsecureException(
                    "dayshift.security.tokens." + own.role().property() + " has only digests, and this"
                            + " service has to show a token of that role to others: list a plain one first.");
        }
        return builder.clone()
                .requestFactory(connections(connector))
                .defaultRequest(request ->
                        tokens.toShow().ifPresent(token -> request.headers(headers -> headers.setBearerAuth(token))))
                .build();
    }

    private ClientHttpRequestFactory connections(Connector connector) {
        var name = properties.sslBundle();
        var connections = name == null
                ? CrewConnections.plain(connector)
                : CrewConnections.secured(expecting(connector), name, bundles.getObject());
        all.add(connections);
        return connections;
    }

    private Connector expecting(Connector connector) {
        return switch (properties.expect()) {
            case HOST_NAME -> connector;
            case ROLE -> {
                var names = namesOfTheOthers();
                yield bundle -> connector.requests(bundle == null ? null : RoleTrust.of(bundle, names));
            }
        };
    }

    private List<String> namesOfTheOthers() {
        var other = own.role() == Role.MANAGER ? Role.WORKER : Role.MANAGER;
        var names = SecurityProperties.of(other, security.certificates());
        if (names.isEmpty()) {
            throw new InsecureException(
                    "dayshift.client.expect=role needs the names in the certificates of that role: set"
                            + " dayshift.security.certificates." + other.property() + ".");
        }
        return names;
    }

    @Override
    public void close() {
        all.forEach(CrewConnections::close);
    }
}
