package io.dayshift.common.security;

import io.dayshift.common.web.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leaves a trail of who changed what and of who was denied something, for whoever has to find that out later. */
final class TrailFilter extends OncePerRequestFilter {

    static final String LOGGER = "io.dayshift.trail";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private static final Set<Integer> DENIED = Set.of(
            HttpStatus.UNAUTHORIZED.value(), HttpStatus.FORBIDDEN.value(), HttpStatus.MISDIRECTED_REQUEST.value());

    private static final int FIRST_ERROR = 400;

    /** The work itself: too many calls to tell of each, and what comes of them is told by the tasks. */
    private static final Set<String> WORK = Set.of("/v1/tasks", "/v1/tasks/batch", "/assign");

    private final Denials denials;

    TrailFilter(Denials denials) {
        this.denials = denials;
    }

    /** Whoever hangs up before he is answered has changed something all the same. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            tell(request, response.getStatus());
        }
    }

    private void tell(HttpServletRequest request, int status) {
        if (DENIED.contains(status)) {
            denials.note(request, status);
        } else if (status < FIRST_ERROR && !PageFilter.READING.contains(request.getMethod())) {
            changed(request, status);
        }
    }

    private static void changed(HttpServletRequest request, int status) {
        var route = Trail.route(request);
        if (!WORK.contains(route)) {
            log.info(
                    "event=operated by={} method={} route={} id={} status={}",
                    Caller.of(request).toLog(),
                    request.getMethod(),
                    route,
                    Trail.subject(request),
                    status);
        }
    }
}
