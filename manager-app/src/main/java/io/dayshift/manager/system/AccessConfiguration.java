package io.dayshift.manager.system;

import io.dayshift.common.security.AccessRule;
import io.dayshift.common.security.Role;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Who may do what at a manager. Every path is named: one that is not is not there for anybody. A path is given to a role for
 * every method where no other role has a part of it, so that a wrong method is told from a wrong role.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final List<String> SUBMISSIONS = List.of("/v1/tasks", "/v1/tasks/batch");
    private static final List<String> TASKS =
            List.of("/v1/tasks", "/v1/tasks/{id}", "/v1/tasks/{id}/result", "/v1/tasks/{id}/why");
    private static final List<String> CREW = List.of(
            "/v1/workers", "/v1/workers/{id}", "/v1/workers/{id}/queue", "/v1/workers/{id}/results", "/v1/stats");
    private static final List<String> COMMANDS = List.of(
            "/v1/tasks/{id}/cancel",
            "/v1/tasks/{id}/retry",
            "/v1/workers/{id}/drain",
            "/v1/workers/{id}/resume",
            "/v1/workers/{id}/shutdown",
            "/v1/workers/shutdown");

    /** In the order in which they are asked; what is asked for most comes first. */
    @Bean
    List<AccessRule> accessRules() {
        return List.of(
                AccessRule.on(HttpMethod.POST, SUBMISSIONS, Role.SUBMIT, Role.OPERATE),
                AccessRule.reading(TASKS, Role.SUBMIT, Role.READ, Role.OPERATE),
                AccessRule.reading(CREW, Role.READ, Role.OPERATE),
                AccessRule.onAll(SUBMISSIONS, Role.SUBMIT, Role.OPERATE),
                AccessRule.onAll(TASKS, Role.OPERATE),
                AccessRule.onAll(CREW, Role.OPERATE),
                AccessRule.onAll(COMMANDS, Role.OPERATE),
                AccessRule.onAll(List.of("/register"), Role.WORKER));
    }
}
