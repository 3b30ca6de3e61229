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

    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    /** The work itself: too many calls to tell of each, and what comes of them is told by the tasks. */
    private static final Set<String> WORK = Set.of("/v1/tasks", "/v1/tasks/batch", "/assign");

    /** Repeated until it succeeds, and not known to have changed anything until then. */
    private static final String REGISTRATION = "/register";

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
        } else if (mayHaveChanged(status) && !PageFilter.READING.contains(request.getMethod())) {
            changed(request, status);
        }
    }

    /** What has failed may have taken effect all the same, as when Redis or a worker has not answered. */
    private static boolean mayHaveChanged(int status) {
        return status < FIRST_REFUSAL || status >= FIRST_FAILURE;
    }

    private static void changed(HttpServletRequest request, int status) {
        var route = Trail.route(request);
        if (!WORK.contains(route) && (status < FIRST_REFUSAL || !REGISTRATION.equals(route))) {
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
