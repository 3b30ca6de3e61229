package io.dayshift.worker.handlers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandProperties.class)
class HandlerConfiguration {

    /** There only when something is allowed: a worker without it does not claim to do such tasks. */
    @Bean
    @ConditionalOnProperty("dayshift.worker.command.allowed")
    CommandHandler commandHandler(CommandProperties properties) {
        return new CommandHandler(properties.allowed());
    }
}
