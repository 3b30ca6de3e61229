package io.dayshift.manager.client;

import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** The way to the API server of Kubernetes; there is none unless somebody needs it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("dayshift.kubernetes.deletion-cost")
@EnableConfigurationProperties(KubernetesProperties.class)
class KubernetesConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    @Bean
    PodClient podClient(RestClient.Builder builder, KubernetesProperties properties, SslBundles bundles) {
        var bundle = properties.sslBundle();
        var client = new PodClient(
                properties,
                trusted -> builder.clone()
                        .baseUrl(properties.apiServer())
                        .requestFactory(requests(trusted))
                        .build(),
                bundle == null ? null : bundles.getBundle(bundle));
        if (bundle != null) {
            bundles.addBundleUpdateHandler(bundle, client::trust);
        }
        return client;
    }

    private static JdkClientHttpRequestFactory requests(@Nullable SslBundle trusted) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        if (trusted != null) {
            http.sslContext(trusted.createSslContext());
        }
        var requests = new JdkClientHttpRequestFactory(http.build());
        requests.setReadTimeout(READ_TIMEOUT);
        return requests;
    }
}
