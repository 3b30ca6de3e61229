package io.dayshift.common.security;

import io.dayshift.common.security.CrewClients.Connector;
import java.io.IOException;
import java.net.URI;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Connections to others of the crew. When the certificates on disk change, new calls go over new connections; those that
 * were open go on until they are idle, and the calls on them are not cut off.
 */
final class CrewConnections implements ClientHttpRequestFactory {

    private volatile ClientHttpRequestFactory requests;

    private CrewConnections(Connector connector, SslBundle bundle) {
        this.requests = connector.requests(bundle);
    }

    static CrewConnections secured(Connector connector, String name, SslBundles bundles) {
        var connections = new CrewConnections(connector, bundles.getBundle(name));
        bundles.addBundleUpdateHandler(name, fresh -> connections.requests = connector.requests(fresh));
        return connections;
    }

    @Override
    public ClientHttpRequest createRequest(URI address, HttpMethod method) throws IOException {
        return requests.createRequest(address, method);
    }
}
