package io.dayshift.manager.client;

import io.dayshift.common.security.CrewClients;
import io.dayshift.common.security.Role;
import io.dayshift.manager.system.ManagerProperties;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ManagerProperties.class)
class ClientConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    WorkerClient workerClient(RestClient.Builder builder, ManagerProperties properties, CrewClients clients) {
        var quick = properties.probeTimeout();
        var connections = clients.connections(quick);
        return new WorkerClient(
                clients.client(builder, Role.MANAGER, connections, quick),
                clients.client(builder, Role.MANAGER, connections, PATIENCE));
    }
}
