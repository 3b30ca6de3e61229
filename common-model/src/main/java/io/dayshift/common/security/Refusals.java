package io.dayshift.common.security;

import io.dayshift.common.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers who is not let in, as problems. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** The decision on a path that no rule names: it is not there, whoever asks. */
    static final AuthorizationDecision NOTHING_THERE = new NothingThere();

    private static final Duration REST = Duration.ofSeconds(5);

    private final HandlerExceptionResolver problems;
    private final boolean open;

    /**
     * Builds it.
     *
     * @param open whether nobody is asked who they are
     */
    Refusals(HandlerExceptionResolver problems, boolean open) {
        this.problems = problems;
        this.open = open;
    }

    /** Whether nobody is asked who they are. */
    boolean areOff() {
        return open;
    }

    /** Answers nobody known. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        if (open) {
            answer(request, response, nothing());
            return;
        }
        var shown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, shown ? "Bearer error=\"invalid_token\"" : "Bearer");
        answer(
                request,
                response,
                Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthorized",
                        "A valid token is needed, as Authorization: Bearer and the token."));
    }

    /** Answers somebody known who may not. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
        var nothing = e instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof NothingThere;
        answer(
                request,
                response,
                nothing
                        ? nothing()
                        : Problem.of(HttpStatus.FORBIDDEN, "forbidden", "The token's role does not allow this."));
    }

    /** Answers somebody of whom it cannot be told at the moment who they are. */
    void cannotTell(HttpServletRequest request, HttpServletResponse response) {
        answer(
                request,
                response,
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "issuer-unreachable",
                                "The keys of the tokens' issuer cannot be had at the moment; try again.")
                        .retryAfter(REST));
    }

    /** Answers who has reached an open service by a name that is not this machine's alone. */
    void foreignHost(HttpServletRequest request, HttpServletResponse response) {
        answer(
                request,
                response,
                Problem.of(
                        HttpStatus.MISDIRECTED_REQUEST,
                        "foreign-host",
                        "No tokens are set, so only localhost, 127.0.0.0/8 and [::1] are answered: call one of them, or"
                                + " set tokens, such as dayshift.security.tokens.submit."));
    }

    /** Answers a browser that was sent here by a page of another site. */
    void foreignOrigin(HttpServletRequest request, HttpServletResponse response) {
        answer(
                request,
                response,
                Problem.of(
                        HttpStatus.FORBIDDEN,
                        "foreign-origin",
                        "A page of another site may not change anything here: call from a page of this service, or without"
                                + " the header Origin. A proxy in front has to say how it was called"
                                + " (server.forward-headers-strategy)."));
    }

    private static Problem nothing() {
        return Problem.notFound("There is nothing at this path; see /swagger-ui.html for what there is.");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        problems.resolveException(request, response, null, problem);
    }

    private static final class NothingThere extends AuthorizationDecision {

        NothingThere() {
            super(false);
        }
    }
}
