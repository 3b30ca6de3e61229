package io.dayshift.worker.client;

import io.dayshift.common.security.CrewClients;
import io.dayshift.common.security.Role;
import io.dayshift.worker.system.WorkerProperties;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

    @Bean
    ManagerClient managerClient(RestClient.Builder builder, WorkerProperties properties, CrewClients clients) {
        var http = clients.client(builder, Role.WORKER, clients.connections(CONNECT_TIMEOUT), READ_TIMEOUT);
        return new ManagerClient(http, properties);
    }
}
