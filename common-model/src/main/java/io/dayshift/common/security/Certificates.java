package io.dayshift.common.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Knows callers by the names in the certificate that they have shown; that it is to be trusted the TLS layer has seen to. */
final class Certificates {

    private static final int DNS_NAME = 2;
    private static final int URI = 6;

    private final Map<Role, List<String>> names = new EnumMap<>(Role.class);

    Certificates(SecurityProperties properties) {
        for (var role : Role.values()) {
            var own = SecurityProperties.of(role, properties.certificates());
            if (!own.isEmpty()) {
                names.put(role, own);
            }
        }
    }

    boolean areTaken() {
        return !names.isEmpty();
    }

    /**
     * Who has shown a certificate with names that are known here; null when nobody has.
     *
     * @param chain his own certificate first
     */
    @Nullable
    Authentication holder(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return null;
        }
        var shown = names(chain.getFirst());
        var roles = EnumSet.noneOf(Role.class);
        var known = new TreeSet<String>();
        names.forEach((role, own) -> own.stream().filter(shown::contains).forEach(name -> {
            roles.add(role);
            known.add(name);
        }));
        return roles.isEmpty() ? null : Identity.of("certificate " + String.join(" ", known), roles);
    }

    /** Its common name, DNS names and URIs; of one that cannot be read, none. */
    static Set<String> names(X509Certificate certificate) {
        try {
            var names = new HashSet<String>();
            for (var step : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (step.getType().equalsIgnoreCase("CN")) {
                    names.add(step.getValue().toString());
                }
            }
            var others = certificate.getSubjectAlternativeNames();
            for (var other : others == null ? List.<List<?>>of() : others) {
                if (other.get(0) instanceof Integer kind && (kind == DNS_NAME || kind == URI)) {
                    names.add(String.valueOf(other.get(1)));
                }
            }
            return names;
        } catch (InvalidNameException | CertificateParsingException e) {
            return Set.of();
        }
    }
}
