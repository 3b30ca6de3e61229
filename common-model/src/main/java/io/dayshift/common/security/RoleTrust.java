package io.dayshift.common.security;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;

/** Trusts, of the servers that another trusts, those whose certificate has one of some names; at which host they are is all the same. */
final class RoleTrust extends X509ExtendedTrustManager {

    private final X509TrustManager authority;
    private final List<String> names;

    private RoleTrust(X509TrustManager authority, List<String> names) {
        this.authority = authority;
        this.names = names;
    }

    /**
     * The same bundle for calls to servers with these names.
     *
     * @param names common names, DNS names or URIs
     */
    static SslBundle of(SslBundle bundle, List<String> names) {
        var managers = bundle.getManagers();
        var authority = Stream.of(managers.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
        var trust = SslManagerBundle.from(new RoleTrust(authority, names)).getTrustManagerFactory();
        return SslBundle.of(
                bundle.getStores(),
                bundle.getKey(),
                bundle.getOptions(),
                bundle.getProtocol(),
                new Managers(managers.getKeyManagerFactory(), trust));
    }

    private record Managers(KeyManagerFactory keys, TrustManagerFactory trust) implements SslManagerBundle {

        @Override
        public KeyManagerFactory getKeyManagerFactory() {
            return keys;
        }

        @Override
        public TrustManagerFactory getTrustManagerFactory() {
            return trust;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        authority.checkServerTrusted(chain, kind);
        if (Collections.disjoint(Certificates.names(chain[0]), names)) {
            throw new CertificateException("the certificate has none of the names " + names
                    + ", which are those of the other side's role (dayshift.security.certificates)");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        checkServerTrusted(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("is for calls to servers alone");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        checkClientTrusted(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, kind);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authority.getAcceptedIssuers();
    }
}
