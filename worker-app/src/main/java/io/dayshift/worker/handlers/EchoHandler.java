package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRun;
import org.springframework.stereotype.Component;

/** {@code echo}: the result is the payload. */
@Component
final class EchoHandler implements TaskHandler {

    @Override
    public String type() {
        return "echo";
    }

    @Override
    public Object handle(TaskRun task) {
        return task.payload();
    }
}
