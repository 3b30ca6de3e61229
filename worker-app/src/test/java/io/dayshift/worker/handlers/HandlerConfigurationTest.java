package io.dayshift.worker.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HandlerConfigurationTest {

    @ParameterizedTest
    @CsvSource({
        "dayshift.worker.command.allowed=sort, 1",
        "dayshift.worker.command.allowed[0]=sort, 1",
        "dayshift.worker.command.allowed=, 0",
        "other=sort, 0",
    })
    void runs_commands_only_when_something_is_allowed(String property, int handlers) {
        new ApplicationContextRunner()
                .withUserConfiguration(HandlerConfiguration.class)
                .withPropertyValues(property)
                .run(context ->
                        assertThat(context.getBeansOfType(CommandHandler.class)).hasSize(handlers));
    }
}
