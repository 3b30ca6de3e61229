package io.dayshift.common.security;

import io.dayshift.common.web.LogWord;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.servlet.HandlerMapping;

/** What the trail of changes says of a call: which route it took and what it was about. */
public final class Trail {

    private static final String SUBJECT = Trail.class.getName() + ".subject";
    private static final String NOTHING = "none";

    private Trail() {}

    /** Names what a call is about where its path does not. */
    public static void isAbout(String id, HttpServletRequest request) {
        request.setAttribute(SUBJECT, id);
    }

    /** The pattern that Spring MVC has found for the path. */
    static String route(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                ? pattern
                : NOTHING;
    }

    /** What was named, else the variable part of the path. */
    static String subject(HttpServletRequest request) {
        if (request.getAttribute(SUBJECT) instanceof String id) {
            return LogWord.of(id);
        }
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? variables.values().stream()
                        .map(value -> LogWord.of(String.valueOf(value)))
                        .findFirst()
                        .orElse(NOTHING)
                : NOTHING;
    }
}
