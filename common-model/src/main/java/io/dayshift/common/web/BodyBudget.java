package io.dayshift.common.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Bounds what the long bodies of all requests under way may have together: read and taken apart, one takes several times its
 * length of memory. Stands behind the door, so nobody unknown can use it up.
 */
final class BodyBudget extends OncePerRequestFilter {

    /** In bytes; shorter bodies are not counted, and what goes the short way is shorter. */
    private static final long SHORT = 32 * 1024;

    private static final int KILOBYTE = 1024;
    private static final Duration REST = Duration.ofSeconds(1);

    private final HandlerExceptionResolver problems;
    private final LimitsProperties limits;
    private final Semaphore kilobytes;

    BodyBudget(HandlerExceptionResolver problems, LimitsProperties limits) {
        this.problems = problems;
        this.limits = limits;
        this.kilobytes = new Semaphore(kilobytes(limits.bodies().toBytes()));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var share = share(request);
        if (!kilobytes.tryAcquire(share)) {
            problems.resolveException(request, response, null, spent());
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            kilobytes.release(share);
        }
    }

    private int share(HttpServletRequest request) {
        var length = lengthOf(request);
        return length > SHORT ? kilobytes(length) : 0;
    }

    /** What is to come of the body: as much as may, when that is not said. */
    private long lengthOf(HttpServletRequest request) {
        var told = request.getContentLengthLong();
        if (told < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return limits.bodyOf(request.getRequestURI());
        }
        return told;
    }

    private static int kilobytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + KILOBYTE - 1) / KILOBYTE);
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
