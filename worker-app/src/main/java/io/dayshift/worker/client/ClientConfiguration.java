package io.dayshift.worker.client;

import io.dayshift.common.security.Role;
import io.dayshift.common.security.SecurityProperties;
import io.dayshift.worker.system.WorkerProperties;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

    @Bean
    ManagerClient managerClient(RestClient.Builder builder, WorkerProperties properties, SecurityProperties security) {
        security.token(Role.WORKER).ifPresent(token -> builder.defaultHeaders(headers -> headers.setBearerAuth(token)));
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build());
        factory.setReadTimeout(READ_TIMEOUT);
        return new ManagerClient(builder.requestFactory(factory).build(), properties);
    }
}
