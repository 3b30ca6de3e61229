package io.dayshift.common.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses, before anything is done, what could not be answered as asked: a repeated parameter, of which one would have to
 * be passed over, and a change whose answer the caller would not accept.
 */
final class StrictRequest implements HandlerInterceptor {

    private static final String OWN_PACKAGES = "io.dayshift.";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OWN_PACKAGES)) {
            checkParameters(request);
            checkAccept(request);
        }
        return true;
    }

    private static void checkParameters(HttpServletRequest request) {
        if (request.getParameterMap().values().stream().anyMatch(values -> values.length > 1)) {
            throw Problem.unreadable("A query parameter is given more than once.", List.of());
        }
    }

    private static void checkAccept(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        var accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        if (!SAFE.contains(request.getMethod()) && !accepted.isEmpty() && !takesJson(accepted)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
        }
    }

    private static boolean takesJson(List<String> accepted) {
        try {
            return MediaType.parseMediaTypes(accepted).stream()
                    .anyMatch(type -> type.getQualityValue() > 0 && type.includes(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
