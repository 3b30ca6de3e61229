package io.dayshift.manager.client;

import io.dayshift.common.net.BoundedClient;
import io.dayshift.common.net.Bounds;
import io.dayshift.common.security.CrewClients;
import io.dayshift.common.security.CrewClients.Connector;
import io.dayshift.common.security.OwnRole;
import io.dayshift.common.security.Role;
import io.dayshift.manager.system.ManagerProperties;
import io.dayshift.manager.system.WorkerNetworks;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ManagerProperties.class)
class ClientConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Longest answer of a worker, in bytes: what they say takes some hundred. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    @Bean
    OwnRole ownRole() {
        return new OwnRole(Role.MANAGER);
    }

    @Bean
    WorkerNetworks workerNetworks(ManagerProperties properties, ServerProperties server) {
        return WorkerNetworks.of(properties, server.getAddress());
    }

    @Bean
    WorkerClient workerClient(
            RestClient.Builder builder, ManagerProperties properties, CrewClients clients, WorkerNetworks networks) {
        var quick = properties.probeTimeout();
        var guarded = builder.clone().requestInterceptor((request, body, call) -> {
            networks.requirePort(request.getURI());
            return call.execute(request, body);
        });
        return new WorkerClient(
                clients.client(guarded, connector(networks, quick, quick)),
                clients.client(guarded, connector(networks, quick, PATIENCE)));
    }

    /**
     * How workers in those networks are called.
     *
     * @param patience for the whole of an answer
     */
    static Connector connector(WorkerNetworks networks, Duration connectTimeout, Duration patience) {
        return bundle -> {
            var settings = HttpClientSettings.defaults()
                    .withTimeouts(connectTimeout, patience)
                    .withSslBundle(bundle);
            var bounds = new Bounds(LONGEST_ANSWER, patience);
            return new HttpComponentsClientHttpRequestFactory(
                    BoundedClient.of(settings, networks.networks().filter(), bounds));
        };
    }
}
