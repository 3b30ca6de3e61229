package io.dayshift.common.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Lets in only plain paths, and bodies of a bounded length, not compressed, in UTF-8. */
final class BodyFilter extends OncePerRequestFilter {

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    /** A step that means this place or the one above: readers differ on where such a path leads. */
    private static final Pattern DOTS = Pattern.compile("/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

    private final HandlerExceptionResolver problems;
    private final LimitsProperties limits;

    BodyFilter(HandlerExceptionResolver problems, LimitsProperties limits) {
        this.problems = problems;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var longest = limits.bodyOf(request.getRequestURI());
        try {
            check(request, longest);
        } catch (Problem e) {
            problems.resolveException(request, response, null, e);
            return;
        }
        chain.doFilter(new BoundedRequest(request, longest, limits.bodyTime()), new WholeResponse(request, response));
    }

    private static void check(HttpServletRequest request, long longest) {
        var path = request.getRequestURI();
        if (path.contains(";") || path.contains("//") || DOTS.matcher(path).find()) {
            throw Problem.unreadable(
                    "The path is not a plain one: it has a ';', an empty step, or one of dots alone.", List.of());
        }
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-encoding",
                    "Send the body as it is, not compressed.");
        }
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        var charset = CHARSET.matcher(type == null ? "" : type);
        if (charset.find() && !charset.group(1).toLowerCase(Locale.ROOT).equals("utf-8")) {
            throw Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-charset",
                    "JSON is sent in UTF-8, no other charset.");
        }
        if (request.getContentLengthLong() > longest) {
            throw tooLarge(longest);
        }
    }

    static Problem tooLarge(long longest) {
        return Problem.tooLarge("The body is longer than the " + longest + " bytes allowed here.", List.of());
    }

    /** Counts what is read and stops at the limit: the length given in the header may be missing. */
    private static final class BoundedRequest extends HttpServletRequestWrapper {

        private final long longest;
        private final long end;

        BoundedRequest(HttpServletRequest request, long longest, Duration time) {
            super(request);
            this.longest = longest;
            this.end = System.nanoTime() + time.toNanos();
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedBody(super.getInputStream(), longest, end);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
