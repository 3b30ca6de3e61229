package io.dayshift.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.dayshift.common.net.BoundedClient;
import io.dayshift.common.net.Bounds;
import io.dayshift.common.net.Networks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

class RoleTrustTest {

    @TempDir
    static Path folder;

    private static Authority.Pem worker;
    private static Authority.Pem operator;
    private static Authority.Pem impostor;

    @BeforeAll
    static void issue() {
        var authority = new Authority(folder.resolve("crew"), "crew");
        worker = authority.issueWithoutAddress("worker", "workers.crew");
        operator = authority.issueWithoutAddress("operator", "operators.crew");
        impostor = new Authority(folder.resolve("other"), "crew").issueWithoutAddress("worker", "workers.crew");
    }

    @Test
    void takes_a_certificate_with_one_of_the_names_at_whatever_host() {
        assertThatCode(() -> show(worker)).doesNotThrowAnyException();
    }

    @Test
    void refuses_another_holder_of_the_same_authority() {
        assertThatThrownBy(() -> show(operator))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("has none of the names [workers.crew, more.crew]");
    }

    @Test
    void refuses_the_name_when_another_authority_has_given_it() {
        assertThatThrownBy(() -> show(impostor)).isInstanceOf(CertificateException.class);
    }

    @Test
    void is_for_calls_alone() {
        assertThatThrownBy(() -> trust().checkClientTrusted(chain(worker), "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class);
    }

    /** The client of managers, calling a worker at an address that its certificate does not have. */
    @Test
    void lets_a_client_reach_who_has_the_name_and_nobody_else() throws Exception {
        assertThat(call(worker, RoleTrust.of(bundle(), List.of("workers.crew"))))
                .isEqualTo(204);
        assertThatThrownBy(() -> call(operator, RoleTrust.of(bundle(), List.of("workers.crew"))))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void leaves_a_client_that_does_not_ask_for_it_with_the_hosts_name() {
        assertThatThrownBy(() -> call(worker, bundle())).isInstanceOf(SSLException.class);
    }

    private static int call(Authority.Pem server, SslBundle trusted) throws IOException {
        var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(server.context()));
        https.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        https.start();
        var settings = HttpClientSettings.defaults().withSslBundle(trusted);
        var bounds = new Bounds(1000, Duration.ofSeconds(5));
        try (var client =
                BoundedClient.of(settings, Networks.of(Networks.LOOPBACK).filter(), bounds)) {
            var address = "https://127.0.0.1:" + https.getAddress().getPort();
            return client.execute(new HttpGet(address), ClassicHttpResponse::getCode);
        } finally {
            https.stop(0);
        }
    }

    private static SslBundle bundle() {
        return SslBundle.of(new PemSslStoreBundle(
                null, PemSslStoreDetails.forCertificate(worker.trusted().toUri().toString())));
    }

    private static void show(Authority.Pem pem) throws Exception {
        trust().checkServerTrusted(chain(pem), "ECDHE_ECDSA");
    }

    private static X509ExtendedTrustManager trust() {
        return (X509ExtendedTrustManager) RoleTrust.of(bundle(), List.of("workers.crew", "more.crew"))
                .getManagers()
                .getTrustManagers()[0];
    }

    private static X509Certificate[] chain(Authority.Pem pem) throws Exception {
        try (var file = Files.newInputStream(pem.certificate())) {
            return new X509Certificate[] {
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file)
            };
        }
    }
}
