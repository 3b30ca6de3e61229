package io.dayshift.worker.shutdown;

import lombok.RequiredArgsConstructor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/** The way out of the process; a bean of its own so that a worker can be seen leaving by one that stays. */
@Component
@RequiredArgsConstructor
class Exit {

    private final ConfigurableApplicationContext context;

    /** Closes the application and ends the process with status 0. */
    void leave() {
        System.exit(SpringApplication.exit(context, () -> 0));
    }
}
