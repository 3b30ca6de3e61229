package io.dayshift.common.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Thrown to refuse a request; answered as RFC 9457 {@code application/problem+json}.
 *
 * <p>The detail is for the person at the other end: what is wrong and what to do. It never repeats their input.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String slug;
    private final List<Fault> faults;
    private final @Nullable Duration retryAfter;

    /**
     * One thing that is wrong with the input.
     *
     * @param index place in a batch, counted from 0; null outside batches
     * @param field name, with dots between levels; empty for the whole body
     * @param message what is wrong with it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(@Nullable Integer index, String field, String message) implements Serializable {

        private static final long serialVersionUID = 1L;

        public Fault(String field, String message) {
            this(null, field, message);
        }
    }

    private Problem(HttpStatus status, String slug, String detail, List<Fault> faults, @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.slug = slug;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    /**
     * A problem of that status.
     *
     * @param slug stable name; becomes {@code urn:dayshift:problem:<slug>}
     */
    public static Problem of(HttpStatus status, String slug, String detail) {
        return new Problem(status, slug, detail, List.of(), null);
    }

    /** The input cannot be read. */
    public static Problem unreadable(String detail, List<Fault> faults) {
        return new Problem(HttpStatus.BAD_REQUEST, "unreadable", detail, faults, null);
    }

    /** The input can be read but not accepted. */
    public static Problem unacceptable(String detail, List<Fault> faults) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "unacceptable", detail, faults, null);
    }

    /** The input is larger than is taken here. */
    public static Problem tooLarge(String detail, List<Fault> faults) {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "too-large", detail, faults, null);
    }

    /** There is nothing of that id. */
    public static Problem notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not-found", detail);
    }

    /** The state does not allow it. */
    public static Problem conflict(String slug, String detail) {
        return of(HttpStatus.CONFLICT, slug, detail);
    }

    /** The same problem under a name of its own. */
    public Problem named(String other) {
        return new Problem(status, other, getMessage(), faults, retryAfter);
    }

    /** The same problem, to be tried again after that time. */
    public Problem retryAfter(Duration rest) {
        return new Problem(status, slug, getMessage(), faults, rest);
    }

    public HttpStatus status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** When to try again; null when that would not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
