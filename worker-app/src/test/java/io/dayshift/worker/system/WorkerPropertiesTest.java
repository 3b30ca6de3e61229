package io.dayshift.worker.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WorkerPropertiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    id=a b         | dayshift.worker.id must be 1 to 64 characters of
                    manager-urls=  | dayshift.worker.manager-urls must name a manager
                    capacity=0     | dayshift.worker.capacity must be 1 to 1024
                    capacity=1025  | dayshift.worker.capacity must be 1 to 1024
                    """)
    void a_value_that_cannot_be_ends_the_start_by_name(String setting, String message) {
        new ApplicationContextRunner()
                .withUserConfiguration(Bound.class)
                .withPropertyValues("dayshift.worker." + setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
    }

    @EnableConfigurationProperties(WorkerProperties.class)
    static class Bound {}
}
