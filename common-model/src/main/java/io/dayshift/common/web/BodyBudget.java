package io.dayshift.common.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Bounds what the long bodies of all requests under way may have together, and those of one caller: read and taken apart, one
 * takes several times its length of memory. Stands behind the door, so nobody unknown can use it up.
 */
final class BodyBudget extends OncePerRequestFilter {

    /** In bytes; shorter bodies are not counted, and what goes the short way is shorter. */
    private static final long SHORT = 32 * 1024;

    private static final Duration REST = Duration.ofSeconds(1);

    private final HandlerExceptionResolver problems;
    private final LimitsProperties limits;

    // In bytes, guarded by this object's monitor.
    private final Map<Caller, Long> held = new HashMap<>();
    private long all;

    BodyBudget(HandlerExceptionResolver problems, LimitsProperties limits) {
        this.problems = problems;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var length = lengthOf(request);
        if (length <= SHORT) {
            chain.doFilter(request, response);
            return;
        }
        var caller = Caller.of(request);
        if (!take(caller, length)) {
            problems.resolveException(request, response, null, spent());
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            giveBack(caller, length);
        }
    }

    /** What is to come of the body: as much as may, when that is not said. */
    private long lengthOf(HttpServletRequest request) {
        var told = request.getContentLengthLong();
        if (told < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return limits.bodyOf(request.getRequestURI());
        }
        return told;
    }

    private synchronized boolean take(Caller caller, long length) {
        var own = held.getOrDefault(caller, 0L) + length;
        if (all + length > limits.bodies().toBytes() || own > limits.bodiesPerCaller()) {
            return false;
        }
        all += length;
        held.put(caller, own);
        return true;
    }

    private synchronized void giveBack(Caller caller, long length) {
        all -= length;
        held.computeIfPresent(caller, (_, own) -> own == length ? null : own - length);
    }

    private static Problem spent() {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-bodies",
                        "Too many long bodies are being read already; nothing was stored. Try again when some are"
                                + " answered, or send shorter ones.")
                .retryAfter(REST);
    }
}
