package io.dayshift.common.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives a request the roles of its caller; nobody known has none and is judged as nobody. */
final class CallerFilter extends OncePerRequestFilter {

    private final Callers callers;
    private final Refusals refusals;

    CallerFilter(Callers callers, Refusals refusals) {
        this.callers = callers;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var caller = callers.of(Shown.by(request));
            if (caller != null) {
                SecurityContextHolder.setContext(new SecurityContextImpl(caller));
            }
        } catch (AuthenticationServiceException _) {
            // Jwts has said in the log what is wrong.
            refusals.cannotTell(request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
