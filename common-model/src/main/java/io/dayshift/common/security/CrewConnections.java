package io.dayshift.common.security;

import io.dayshift.common.security.CrewClients.Connector;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Connections to others of the crew. When the certificates on disk change, new calls go over new connections; those that
 * were open are closed when the calls on them have had time to end.
 */
final class CrewConnections implements ClientHttpRequestFactory, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CrewConnections.class);

    /** Twice the longest time that a call of the crew may take. */
    static final Duration LAST_CALLS = Duration.ofSeconds(10);

    private final Connector connector;
    private final Duration lastCalls;
    private volatile ClientHttpRequestFactory requests;

    CrewConnections(Connector connector, @Nullable SslBundle bundle, Duration lastCalls) {
        this.connector = connector;
        this.lastCalls = lastCalls;
        this.requests = connector.requests(bundle);
    }

    /** Connections with no certificate of this service, and those to trust that Java trusts. */
    static CrewConnections plain(Connector connector) {
        return new CrewConnections(connector, null, LAST_CALLS);
    }

    /** Connections with the certificates of a bundle, whatever they are at the time. */
    static CrewConnections secured(Connector connector, String name, SslBundles bundles) {
        var connections = new CrewConnections(connector, bundles.getBundle(name), LAST_CALLS);
        bundles.addBundleUpdateHandler(name, connections::renew);
        return connections;
    }

    void renew(SslBundle fresh) {
        var previous = requests;
        requests = connector.requests(fresh);
        var later = CompletableFuture.delayedExecutor(lastCalls.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> close(previous));
    }

    @Override
    public ClientHttpRequest createRequest(URI address, HttpMethod method) throws IOException {
        return requests.createRequest(address, method);
    }

    @Override
    public void close() {
        close(requests);
    }

    /** Closes the connections of a client that would keep them; Java's own goes when nobody has it any more. */
    private static void close(ClientHttpRequestFactory requests) {
        if (requests instanceof DisposableBean client) {
            try {
                client.destroy();
            } catch (Exception e) {
                log.warn("event=connections-not-closed; they are closed when the other side gives up", e);
            }
        }
    }
}
