package io.dayshift.common.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The routes of a service, by which a request is told of without the path that its sender wrote. */
final class KnownRoutes {

    private static final String NONE = "none";

    private final List<Route> routes;

    private record Route(String pattern, PathPatternRequestMatcher matcher) {}

    /** The routes that rules name; of several that fit, the one that says most. */
    KnownRoutes(List<AccessRule> rules) {
        var matchers = PathPatternRequestMatcher.withDefaults();
        this.routes = rules.stream()
                .map(AccessRule::paths)
                .flatMap(Collection::stream)
                .distinct()
                .map(PathPatternParser.defaultInstance::parse)
                .sorted(PathPattern.SPECIFICITY_COMPARATOR)
                .map(PathPattern::getPatternString)
                .map(pattern -> new Route(pattern, matchers.matcher(pattern)))
                .toList();
    }

    /** The pattern of a request's route, such as {@code /v1/tasks/{id}}; {@code none} for a path that no rule names. */
    String of(HttpServletRequest request) {
        return routes.stream()
                .filter(route -> route.matcher().matches(request))
                .map(Route::pattern)
                .findFirst()
                .orElse(NONE);
    }
}
