package io.dayshift.worker.system;

import io.dayshift.common.loop.SteadyClock;
import io.dayshift.common.security.AccessRule;
import io.dayshift.common.security.Role;
import io.dayshift.common.security.SecurityConfiguration;
import io.dayshift.common.store.StoreConfiguration;
import io.dayshift.common.web.HealthPaths;
import io.dayshift.common.web.WebConfiguration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the shared parts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
@Import({StoreConfiguration.class, WebConfiguration.class, HealthPaths.class, SecurityConfiguration.class})
class WorkerConfiguration {

    @Bean
    InstantSource clock() {
        return new SteadyClock();
    }

    @Bean
    List<AccessRule> accessRules() {
        return List.of(
                AccessRule.onAll(List.of("/assign", "/shutdown"), Role.MANAGER),
                AccessRule.reading(List.of("/actuator/health/worker"), Role.MANAGER, Role.MONITOR));
    }

    @Bean
    Identity identity(WorkerProperties properties) {
        return Identity.of(properties);
    }
}
