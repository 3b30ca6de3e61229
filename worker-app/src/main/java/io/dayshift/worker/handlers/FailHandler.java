package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRejectedException;
import io.dayshift.common.handler.TaskRun;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code fail}: for drills; the first {@code {"times": 2}} attempts fail, the next succeeds. */
@Component
final class FailHandler implements TaskHandler {

    private record Payload(@Nullable Integer times) {}

    /** The failure that was asked for. */
    static final class DrillException extends Exception {

        private static final long serialVersionUID = 1L;

        DrillException(String message) {
            super(message);
        }
    }

    @Override
    public String type() {
        return "fail";
    }

    @Override
    public Object handle(TaskRun task) throws DrillException {
        var times = task.payload(Payload.class).times();
        if (times == null || times < 0) {
            throw new TaskRejectedException("The payload's times must be a whole number, 0 or more.");
        }
        if (task.attempt() <= times) {
            throw new DrillException("attempt %d of the %d that are to fail".formatted(task.attempt(), times));
        }
        return Map.of("attempts", task.attempt());
    }
}
