package io.dayshift.common.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a request shows of who has sent it.
 *
 * @param origin of the page that made a browser send it; null for none, as of most other clients
 * @param host name by which the service was called, perhaps with a port; null when the request does not say
 * @param authorization the header of that name; null for none
 * @param certificates those of the TLS connection, the sender's own first, looked at only when they count; empty for none
 */
public record Shown(
        @Nullable String origin,
        @Nullable String host,
        @Nullable String authorization,
        Supplier<List<X509Certificate>> certificates) {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    static Shown by(HttpServletRequest request) {
        return new Shown(
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader(HttpHeaders.HOST),
                request.getHeader(HttpHeaders.AUTHORIZATION),
                () -> certificates(request.getAttribute(CERTIFICATES)));
    }

    /** The certificates in what Tomcat keeps of a connection, under the name that servlets know. */
    public static List<X509Certificate> certificates(@Nullable Object kept) {
        return kept instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }
}
