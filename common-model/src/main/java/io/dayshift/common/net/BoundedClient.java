package io.dayshift.common.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsHttpClientBuilder;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.ssl.SslBundle;

/**
 * Makes HTTP clients for addresses that somebody else has named. They connect to the very addresses that were checked: a
 * name is looked up once, so it is of no use to let it mean something else the second time.
 */
public final class BoundedClient {

    private static final int MOST_CONNECTIONS = 2000;
    private static final int MOST_PER_HOST = 1000;

    /** A connection that is not used is closed after this, or twice as long at most. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private BoundedClient() {}

    /**
     * A client that does what it is told once: no redirects, no second tries, no cookies, no proxies (which would do the
     * looking up), nothing unpacked.
     *
     * @param settings time-outs and certificates
     * @param allowed what it may connect to
     */
    public static CloseableHttpClient of(HttpClientSettings settings, InetAddressFilter allowed, Bounds bounds) {
        return of(settings, allowed, bounds, IDLE);
    }

    static CloseableHttpClient of(
            HttpClientSettings settings, InetAddressFilter allowed, Bounds bounds, Duration idle) {
        var client = settings.sslBundle() == null
                ? new HttpComponentsHttpClientBuilder()
                : new HttpComponentsHttpClientBuilder().withTlsSocketStrategyFactory(BoundedClient::tls);
        return client.withCustomizer(builder -> frugal(builder)
                        .evictExpiredConnections()
                        .evictIdleConnections(TimeValue.of(idle))
                        .addExecInterceptorFirst("bounds", bounds)
                        .addExecInterceptorFirst("outside", BoundedClient::tellOutside))
                .withConnectionManagerCustomizer(BoundedClient::connections)
                .withConnectionConfigCustomizer(
                        config -> config.setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS))
                .build(settings.withRedirects(HttpRedirects.DONT_FOLLOW).withInetAddressFilter(allowed));
    }

    /** Leaves it to the bundle whose certificate is taken for the host's; a bundle that does not care looks at its name. */
    private static TlsSocketStrategy tls(@Nullable SslBundle bundle) {
        var own = Objects.requireNonNull(bundle);
        return new DefaultClientTlsStrategy(
                own.createSslContext(),
                own.getOptions().getEnabledProtocols(),
                own.getOptions().getCiphers(),
                null,
                HostnameVerificationPolicy.BUILTIN,
                null);
    }

    private static HttpClientBuilder frugal(HttpClientBuilder builder) {
        return builder.disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("dayshift")
                .setRoutePlanner(new DefaultRoutePlanner(null));
    }

    private static void connections(PoolingHttpClientConnectionManagerBuilder connections) {
        connections.setMaxConnTotal(MOST_CONNECTIONS).setMaxConnPerRoute(MOST_PER_HOST);
    }

    /** A refused address is a call that failed, not a bug. */
    private static ClassicHttpResponse tellOutside(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        try {
            return chain.proceed(request, scope);
        } catch (FilteredHostException e) {
            throw new OutsideException(e);
        }
    }
}
