package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.load.OpenLoop;
import io.dayshift.systemtests.benchmark.site.TaskForm;
import java.time.Duration;

/**
 * Hands in 200 tasks a second at even intervals, each on a connection that is free at the time, and waits for their results;
 * the latency of each counts from when it should have been sent.
 */
public final class FixedRate {

    private static final int PER_SECOND = 200;
    private static final int OK = 200;

    private final int port;

    public FixedRate(int port) {
        this.port = port;
    }

    public Values run(Duration time) {
        var request = TaskForm.ECHO.waiting();
        var tasks = (int) (time.toMillis() * PER_SECOND / 1000);
        try (var loop = new OpenLoop(port)) {
            var answered = loop.send(i -> request, PER_SECOND, tasks, OK);
            answered.responses().forEach(OneAtATime::check);
            return new Values()
                    .with(Quantity.OPEN_P50, answered.latencies().millisAt(50))
                    .with(Quantity.OPEN_P99, answered.latencies().millisAt(99))
                    .with("longestMillis", answered.latencies().longestMillis());
        }
    }
}
