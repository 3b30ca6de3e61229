package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRejectedException;
import io.dayshift.common.handler.TaskRun;
import io.dayshift.common.message.DurationText;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code sleep}: takes as long as {@code {"duration": "100ms"}} says and shows its progress. */
@Component
final class SleepHandler implements TaskHandler {

    private static final int STEPS = 20;
    private static final Duration SHORTEST_STEP = Duration.ofMillis(250);

    private record Payload(@Nullable String duration) {}

    @Override
    public String type() {
        return "sleep";
    }

    @Override
    public Object handle(TaskRun task) throws InterruptedException {
        var duration = task.payload(Payload.class).duration();
        var sleep = DurationText.read(duration == null ? "" : duration)
                .orElseThrow(() -> new TaskRejectedException("The payload's duration " + DurationText.RULE + "."));
        var steps = sleep.compareTo(SHORTEST_STEP.multipliedBy(STEPS)) > 0
                ? STEPS
                : Math.max(1, (int) sleep.dividedBy(SHORTEST_STEP));
        for (var step = 1; step <= steps; step++) {
            Thread.sleep(sleep.dividedBy(steps));
            task.progress(100 * step / steps, "");
        }
        return Map.of("slept", sleep.toString());
    }
}
