package io.dayshift.common.security;

import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** Connections to others of the crew. When the certificates on disk change, new calls go over new connections. */
public final class CrewConnections {

    private final Duration connectTimeout;
    private volatile HttpClient http;

    private CrewConnections(Duration connectTimeout, @Nullable SslBundle bundle) {
        this.connectTimeout = connectTimeout;
        this.http = open(bundle);
    }

    static CrewConnections plain(Duration connectTimeout) {
        return new CrewConnections(connectTimeout, null);
    }

    static CrewConnections secured(Duration connectTimeout, String name, SslBundles bundles) {
        var connections = new CrewConnections(connectTimeout, bundles.getBundle(name));
        bundles.addBundleUpdateHandler(name, fresh -> connections.http = connections.open(fresh));
        return connections;
    }

    /** Connections that were open go on until they are idle; the calls on them are not cut off. */
    private HttpClient open(@Nullable SslBundle bundle) {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout);
        if (bundle != null) {
            builder.sslContext(bundle.createSslContext());
        }
        return builder.build();
    }

    ClientHttpRequestFactory requests(Duration readTimeout) {
        return (address, method) -> {
            var factory = new JdkClientHttpRequestFactory(http);
            factory.setReadTimeout(readTimeout);
            return factory.createRequest(address, method);
        };
    }
}
