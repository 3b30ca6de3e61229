package io.dayshift.common.web;

import io.dayshift.common.store.OtherFormException;
import io.dayshift.common.store.ReplicasBehindException;
import io.dayshift.common.store.StoreFullException;
import io.dayshift.common.store.StoreUnavailableException;
import io.dayshift.common.task.Names;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns every exception into a problem that says what is wrong and nothing of the inside. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String ACCEPT_POST = "Accept-Post";
    private static final Duration REST = Duration.ofSeconds(2);

    @ExceptionHandler
    ResponseEntity<Object> refused(Problem problem) {
        return ProblemBody.answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<Object> unavailable(StoreUnavailableException e) {
        return ProblemBody.answer(problem(e));
    }

    /** With the id of the task, since that says what it is not known of. */
    @ExceptionHandler
    ResponseEntity<Object> unknown(OutcomeUnknownException e) {
        return ProblemBody.answer(
                problem(e.getCause() instanceof StoreUnavailableException cause ? cause : null), e.task());
    }

    private static Problem problem(@Nullable StoreUnavailableException cause) {
        return cause instanceof ReplicasBehindException ? behind(cause) : away(cause);
    }

    private static Problem away(@Nullable StoreUnavailableException e) {
        log.debug("event=store-unavailable", e);
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "store-unavailable",
                        "Redis cannot be reached or written to, so it is not known whether this took effect."
                                + " Try again; with an idempotency key nothing is done twice.")
                .retryAfter(REST);
    }

    private static Problem behind(StoreUnavailableException e) {
        log.debug("event=replicas-behind", e);
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "replicas-behind",
                        "Too few replicas of Redis have followed in time, so what was stored could be lost with the"
                                + " master. Try again; with an idempotency key nothing is done twice.")
                .retryAfter(REST);
    }

    @ExceptionHandler
    ResponseEntity<Object> otherForm(OtherFormException e) {
        log.debug("event=store-form", e);
        return ProblemBody.answer(Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "store-form",
                        "What is in Redis is of another build, so nothing was stored or read."
                                + " An operator has to act; readiness says what is wrong.")
                .retryAfter(REST));
    }

    @ExceptionHandler
    ResponseEntity<Object> full(StoreFullException e) {
        log.debug("event=store-full", e);
        return ProblemBody.answer(Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "store-full",
                        "Redis has reached its memory limit; nothing was stored. Work under way still finishes; try again"
                                + " when some has.")
                .retryAfter(REST));
    }

    /** Thrown by Tomcat for parameters that are not in the encoding of URLs. */
    @ExceptionHandler
    ResponseEntity<Object> malformed(InvalidParameterException e) {
        log.debug("event=malformed-parameter", e);
        return answer(HttpStatus.BAD_REQUEST, new HttpHeaders());
    }

    /** A header or parameter that the firewall lets nobody read. */
    @ExceptionHandler
    ResponseEntity<Object> rejected(RequestRejectedException e) {
        log.debug("event=request-rejected", e);
        return answer(HttpStatus.BAD_REQUEST, new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception e) {
        log.error("event=unexpected", e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ProblemBody.answer(
                switch (e.getCause()) {
                    case Problem problem -> problem;
                    case UnrecognizedPropertyException unknown ->
                        Problem.unreadable(
                                "The body has a field that is not known here.",
                                List.of(new Problem.Fault(Paths.of(unknown), "is not a field that is known here")));
                    case DatabindException mismatch ->
                        Problem.unreadable(
                                "The body has a value of the wrong kind.",
                                List.of(new Problem.Fault(Paths.of(mismatch), "is not of the right kind")));
                    case JacksonException malformed ->
                        Problem.unreadable(
                                "The body is not valid JSON (or has a field twice), seen at line "
                                        + malformed.getLocation().getLineNr() + ", column "
                                        + malformed.getLocation().getColumnNr() + ".",
                                List.of());
                    case null, default -> Problem.unreadable("The body is missing or cannot be read.", List.of());
                });
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = cause(e);
        return problem == null ? answer(status, headers) : ProblemBody.answer(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var more = new HttpHeaders();
        more.setAccept(e.getSupportedMediaTypes());
        more.set(ACCEPT_POST, MediaType.toString(e.getSupportedMediaTypes()));
        return answer(status, more);
    }

    private static @Nullable Problem cause(@Nullable Throwable failure) {
        return failure == null || failure instanceof Problem ? (Problem) failure : cause(failure.getCause());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(status, headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            log.warn("event=framework-error status={}", status.value(), e);
        }
        return answer(status, headers);
    }

    private static ResponseEntity<Object> answer(HttpStatusCode status, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemBody.of(status));
    }

    /** Names the place of a fault as far as it is a place this service knows. */
    private static final class Paths {

        private static final String UNKNOWN = "?";

        static String of(DatabindException e) {
            return e.getPath().stream().map(Paths::step).collect(Collectors.joining("."));
        }

        private static String step(JacksonException.Reference step) {
            var name = step.getPropertyName();
            if (name == null) {
                return Integer.toString(step.getIndex());
            }
            return Names.isName(name) ? name : UNKNOWN;
        }
    }
}
