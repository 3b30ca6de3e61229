package io.dayshift.manager.client;

import io.dayshift.common.security.Role;
import io.dayshift.common.security.SecurityProperties;
import io.dayshift.manager.system.ManagerProperties;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ManagerProperties.class)
class ClientConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    WorkerClient workerClient(RestClient.Builder builder, ManagerProperties properties, SecurityProperties security) {
        security.token(Role.MANAGER)
                .ifPresent(token -> builder.defaultHeaders(headers -> headers.setBearerAuth(token)));
        var connections = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.probeTimeout())
                .build();
        return new WorkerClient(
                client(builder, connections, properties.probeTimeout()), client(builder, connections, PATIENCE));
    }

    private static RestClient client(RestClient.Builder builder, HttpClient connections, Duration readTimeout) {
        var factory = new JdkClientHttpRequestFactory(connections);
        factory.setReadTimeout(readTimeout);
        return builder.clone().requestFactory(factory).build();
    }
}
