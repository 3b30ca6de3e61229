package io.dayshift.worker.system;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where managers reach this worker: as configured, else the address and port that its server listens on. */
@Component
public final class OwnAddress {

    private final @Nullable URI configured;
    private final ServerProperties server;
    private volatile int port;

    OwnAddress(WorkerProperties properties, ServerProperties server) {
        this.configured = properties.address();
        this.server = server;
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (!"management".equals(event.getApplicationContext().getServerNamespace())) {
            port = event.getWebServer().getPort();
        }
    }

    /** The address; not to be asked for before the server has started. */
    public URI get() {
        return configured != null ? configured : URI.create(scheme() + "://" + host() + ':' + port);
    }

    private String scheme() {
        return Ssl.isEnabled(server.getSsl()) ? "https" : "http";
    }

    private String host() {
        var bound = server.getAddress();
        if (bound != null && !bound.isAnyLocalAddress()) {
            return literal(bound);
        }
        try {
            return literal(InetAddress.getLocalHost());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "The address of this machine cannot be found out; set dayshift.worker.address to where managers"
                            + " reach this worker.",
                    e);
        }
    }

    private static String literal(InetAddress address) {
        var text = address.getHostAddress();
        return text.contains(":") ? '[' + text + ']' : text;
    }
}
