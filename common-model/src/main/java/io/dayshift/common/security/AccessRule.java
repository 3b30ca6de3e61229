package io.dayshift.common.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Who may make some calls; of several rules the first that fits decides.
 *
 * @param method null for any
 * @param paths patterns as Spring reads them
 * @param roles any of which will do
 */
public record AccessRule(@Nullable HttpMethod method, List<String> paths, List<Role> roles) {

    /** A rule for one method. */
    public static AccessRule on(HttpMethod method, List<String> paths, Role... roles) {
        return new AccessRule(method, paths, List.of(roles));
    }

    /** A rule for every method. */
    public static AccessRule onAll(List<String> paths, Role... roles) {
        return new AccessRule(null, paths, List.of(roles));
    }

    String[] authorities() {
        return roles.stream().map(role -> "ROLE_" + role).toArray(String[]::new);
    }

    String[] patterns() {
        return paths.toArray(String[]::new);
    }
}
