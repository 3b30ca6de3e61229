package io.dayshift.worker.client;

import io.dayshift.common.security.CrewClients;
import io.dayshift.common.security.OwnRole;
import io.dayshift.common.security.Role;
import io.dayshift.worker.system.WorkerProperties;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

    @Bean
    OwnRole ownRole() {
        return new OwnRole(Role.WORKER);
    }

    @Bean
    ManagerClient managerClient(RestClient.Builder builder, WorkerProperties properties, CrewClients clients) {
        return new ManagerClient(clients.client(builder, ClientConfiguration::requests), properties);
    }

    private static ClientHttpRequestFactory requests(@Nullable SslBundle bundle) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        if (bundle != null) {
            http.sslContext(bundle.createSslContext());
        }
        var requests = new JdkClientHttpRequestFactory(http.build());
        requests.setReadTimeout(READ_TIMEOUT);
        return requests;
    }
}
