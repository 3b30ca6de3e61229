package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.mock.http.client.MockClientHttpRequest;

class CrewConnectionsTest {

    private static final SslBundle FRESH = SslBundle.of(SslStoreBundle.NONE);

    private final List<Client> made = new CopyOnWriteArrayList<>();

    private static final class Client implements ClientHttpRequestFactory, DisposableBean {

        private volatile boolean closed;
        private int requests;

        @Override
        public ClientHttpRequest createRequest(URI address, HttpMethod method) {
            requests++;
            return new MockClientHttpRequest(method, address);
        }

        @Override
        public void destroy() {
            closed = true;
        }
    }

    private CrewConnections connections(Duration lastCalls) {
        return new CrewConnections(this::connect, FRESH, lastCalls);
    }

    private Client connect(@Nullable SslBundle bundle) {
        made.add(new Client());
        return made.getLast();
    }

    @Test
    void close_the_old_ones_when_the_certificates_have_changed() throws Exception {
        var connections = connections(Duration.ofMillis(50));

        connections.renew(FRESH);
        connections.createRequest(URI.create("http://w"), HttpMethod.GET);

        await().untilAsserted(() -> assertThat(made.get(0).closed).isTrue());
        assertThat(made.get(1).requests).isOne();
        assertThat(made.get(1).closed).isFalse();
    }

    @Test
    void let_the_calls_under_way_end() {
        var connections = connections(Duration.ofHours(1));

        connections.renew(FRESH);

        assertThat(made.get(0).closed).isFalse();
    }

    @Test
    void are_closed_with_the_service() {
        var connections = connections(Duration.ofHours(1));

        connections.close();

        assertThat(made.get(0).closed).isTrue();
    }
}
