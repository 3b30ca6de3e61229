package io.dayshift.common.security;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.Ssl.ClientAuth;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** Refuses to give roles to certificates that anybody could have got from a public certification authority. */
final class ClientTrust {

    private final Supplier<SslBundles> bundles;

    ClientTrust(Supplier<SslBundles> bundles) {
        this.bundles = bundles;
    }

    /** Throws when nobody is asked for a certificate, or when it is not said whose certificates are to be trusted. */
    void check(ServerProperties server, @Nullable ManagementServerProperties management) {
        var asked = check("server.ssl", server.getSsl());
        asked |= management != null && check("management.server.ssl", management.getSsl());
        if (!asked) {
            throw new InsecureException(
                    "dayshift.security.certificates gives roles to client certificates, but nobody is"
                            + " asked for one: set server.ssl.bundle, and server.ssl.client-auth to want or need.");
        }
    }

    private boolean check(String property, @Nullable Ssl ssl) {
        if (ssl == null || !Ssl.isEnabled(ssl) || !asks(ssl)) {
            return false;
        }
        if (!hasTrustStore(ssl)) {
            throw new InsecureException("dayshift.security.certificates gives roles to client certificates, but "
                    + property + " does not say which to trust: give its bundle a truststore with the authority that"
                    + " issues them, and nothing else.");
        }
        return true;
    }

    private static boolean asks(Ssl ssl) {
        return ssl.getClientAuth() == ClientAuth.WANT || ssl.getClientAuth() == ClientAuth.NEED;
    }

    private boolean hasTrustStore(Ssl ssl) {
        return ssl.getBundle() == null
                ? ssl.getTrustStore() != null || ssl.getTrustCertificate() != null
                : bundles.get().getBundle(ssl.getBundle()).getStores().getTrustStore() != null;
    }
}
