package io.dayshift.manager.submit;

import io.dayshift.common.web.LimitsProperties;
import java.util.Enumeration;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The form of {@code POST /v1/tasks} that most callers use. Only that goes the short way. */
final class PlainSubmit {

    static final String PATH = "/v1/tasks";

    /** In bytes. Room for a body is made when its length is told, not as it comes, so a long one must earn it. */
    private static final long LONGEST = 32 * 1024;

    private static final Pattern WAIT = Pattern.compile("wait=([0-9a-z]+)");
    private static final Set<String> ACCEPTED = Set.of("*/*", MediaType.APPLICATION_JSON_VALUE);

    private final long longest;

    /** Knows it by what is allowed of a body. */
    PlainSubmit(LimitsProperties limits) {
        this.longest = Math.min(LONGEST, limits.body().toBytes());
    }

    /** Whether everything that matters for a submit, and is not in the body, is as most callers have it. */
    boolean isMadeBy(Request request) {
        var length = request.getContentLengthLong();
        return length > 0
                && length <= longest
                && request.requestURI().equals(PATH)
                && "POST".equals(request.getMethod())
                && !request.hasExpectation()
                && (request.queryString().isNull() || waitOf(request) != null)
                && MediaType.APPLICATION_JSON_VALUE.equals(request.getHeader(HttpHeaders.CONTENT_TYPE))
                && request.getHeader(HttpHeaders.CONTENT_ENCODING) == null
                && request.getHeader(IdempotencyKey.HEADER) == null
                && takesJson(request.getMimeHeaders().values(HttpHeaders.ACCEPT));
    }

    private static boolean takesJson(Enumeration<String> accepted) {
        return !accepted.hasMoreElements()
                || (ACCEPTED.contains(accepted.nextElement()) && !accepted.hasMoreElements());
    }

    /** What the one parameter says that is plain; null for no parameter, or any other. */
    static @Nullable String waitOf(Request request) {
        var query = request.queryString();
        if (query.isNull()) {
            return null;
        }
        var wait = WAIT.matcher(query.toString());
        return wait.matches() ? wait.group(1) : null;
    }
}
