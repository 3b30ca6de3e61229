package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.load.HttpConnection;
import io.dayshift.systemtests.benchmark.load.Latencies;
import io.dayshift.systemtests.benchmark.load.Response;
import io.dayshift.systemtests.benchmark.site.TaskForm;

/** Hands in one task after the other on one connection, each when the last has been answered with its result. */
public final class OneAtATime {

    private static final int OK = 200;

    private final int port;

    public OneAtATime(int port) {
        this.port = port;
    }

    public Values run(int tasks) {
        var request = TaskForm.ECHO.waiting();
        var latencies = new Latencies();
        try (var connection = new HttpConnection(port)) {
            for (var i = 0; i < tasks; i++) {
                var began = System.nanoTime();
                var response = connection.send(request);
                latencies.record(System.nanoTime() - began);
                check(response);
            }
        }
        return new Values()
                .with(Quantity.ONE_P50, latencies.millisAt(50))
                .with(Quantity.ONE_P99, latencies.millisAt(99))
                .with("longestMillis", latencies.longestMillis());
    }

    /** Makes sure that an answer has the result of an echo. */
    static void check(Response response) {
        var task = response.expect(OK).text();
        if (!task.contains("\"state\":\"SUCCEEDED\"") || !task.contains("\"result\":" + TaskForm.ECHO.payload())) {
            throw new IllegalStateException("not the result of an echo: " + task);
        }
    }
}
