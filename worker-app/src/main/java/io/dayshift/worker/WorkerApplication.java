package io.dayshift.worker;

import io.dayshift.worker.handlers.HandlerJars;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The worker: registers, is assigned tasks, runs them and keeps a record of what is done. */
@SpringBootApplication
public class WorkerApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(WorkerApplication.class)
                .initializers(new HandlerJars())
                .run(args);
    }
}
