package io.dayshift.common.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what pages of other sites make a browser send: its user is on this machine, or has a certificate, and the page has
 * not. Browsers say from which site a page is, and by which name they have reached the service.
 */
final class PageFilter extends OncePerRequestFilter {

    /** These change nothing, and a page of another site cannot read their answers. */
    static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Refusals refusals;

    PageFilter(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (refusals.areOff() && !isLoopback(host(request))) {
            refusals.foreignHost(request, response);
        } else if (!READING.contains(request.getMethod()) && isForeign(request)) {
            refusals.foreignOrigin(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** As the browser wrote it; {@code X-Forwarded-Host}, which a page can set, does not count. HTTP/2 has no such header. */
    private static String host(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.HOST)).orElseGet(request::getServerName);
    }

    /**
     * Whether a name leads to this machine for everybody: any other one may be the page's own, which has been made to lead
     * here since (DNS rebinding).
     *
     * @param host perhaps with a port
     */
    static boolean isLoopback(String host) {
        var name = name(host);
        if (name == null) {
            return false;
        }
        try {
            return name.equalsIgnoreCase("localhost")
                    || InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String name(String host) {
        try {
            return new URI("http://" + host).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Browsers that say so themselves are right also behind a proxy that does TLS and does not tell. */
    private static boolean isForeign(HttpServletRequest request) {
        if ("same-origin".equals(request.getHeader("Sec-Fetch-Site"))) {
            return false;
        }
        try {
            return CorsUtils.isCorsRequest(request);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
