package io.dayshift.worker.handlers;

import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CommandProperties.class, HttpProperties.class})
class HandlerConfiguration {

    /** There only when something is allowed: a worker without it does not claim to do such tasks. */
    @Bean
    @Conditional(SomethingAllowed.class)
    CommandHandler commandHandler(CommandProperties properties) {
        return new CommandHandler(properties.allowed(), properties.environment());
    }

    /** However the list is written: with commas, item by item, or left empty. */
    static final class SomethingAllowed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Binder.get(context.getEnvironment())
                    .bind("dayshift.worker.command.allowed", Bindable.setOf(String.class))
                    .orElse(Set.of())
                    .stream()
                    .anyMatch(program -> !program.isBlank());
        }
    }
}
