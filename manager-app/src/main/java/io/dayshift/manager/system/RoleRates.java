package io.dayshift.manager.system;

import io.dayshift.common.security.Role;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of roles, beside those of callers.
 *
 * @param submitsByRole tasks a second that all callers of a role together may hand in, evened out; above it 429. No limit for
 *     roles that are not named
 */
@ConfigurationProperties("dayshift.limits")
public record RoleRates(@DefaultValue Map<Role, Long> submitsByRole) {

    public RoleRates {
        submitsByRole.forEach((role, submits) -> {
            if (submits <= 0) {
                throw new IllegalArgumentException(
                        "dayshift.limits.submits-by-role.%s is too small".formatted(role.property()));
            }
        });
        submitsByRole = Map.copyOf(submitsByRole);
    }
}
