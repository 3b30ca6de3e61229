package io.dayshift.worker.system;

import io.dayshift.common.loop.SteadyClock;
import io.dayshift.common.store.StoreConfiguration;
import io.dayshift.common.web.WebConfiguration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the shared parts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
@Import({StoreConfiguration.class, WebConfiguration.class})
class WorkerConfiguration {

    @Bean
    InstantSource clock() {
        return new SteadyClock();
    }

    @Bean
    Identity identity(WorkerProperties properties) {
        return Identity.of(properties);
    }
}
