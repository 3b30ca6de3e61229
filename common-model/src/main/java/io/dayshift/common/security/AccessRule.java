package io.dayshift.common.security;

import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * Who may make some calls; of several rules the first that fits decides, and what no rule names is not there for anybody.
 *
 * @param methods none for every method, so that a wrong one is refused by what serves the path
 * @param paths patterns as Spring reads them
 * @param roles any of which will do; none when everybody may
 */
public record AccessRule(List<HttpMethod> methods, List<String> paths, List<Role> roles) {

    private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD);

    /** A rule for reading: GET, and HEAD, which asks for the same without its body. */
    public static AccessRule reading(List<String> paths, Role... roles) {
        return new AccessRule(READING, paths, List.of(roles));
    }

    /** A rule for one method. */
    public static AccessRule on(HttpMethod method, List<String> paths, Role... roles) {
        return new AccessRule(List.of(method), paths, List.of(roles));
    }

    /** A rule for every method. */
    public static AccessRule onAll(List<String> paths, Role... roles) {
        return new AccessRule(List.of(), paths, List.of(roles));
    }

    /** The same calls, for everybody. */
    AccessRule forEverybody() {
        return new AccessRule(methods, paths, List.of());
    }

    boolean isForEverybody() {
        return roles.isEmpty();
    }

    String[] authorities() {
        return roles.stream().map(Role::authority).toArray(String[]::new);
    }

    String[] patterns() {
        return paths.toArray(String[]::new);
    }
}
