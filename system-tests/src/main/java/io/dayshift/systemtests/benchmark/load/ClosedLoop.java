package io.dayshift.systemtests.benchmark.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Connections that each send the next request when the last is answered. */
public final class ClosedLoop {

    private final int port;
    private final int connections;

    /**
     * Prepares them.
     *
     * @param connections each on a thread of its own
     */
    public ClosedLoop(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** What was answered, by no order, and how long all of it took. */
    public record Answered(List<Response> responses, Duration took) {

        /** Requests in a second. */
        public double perSecond() {
            return responses.size() * 1e9 / took.toNanos();
        }
    }

    /** Sends a request that many times in all; each has to be answered with that status. */
    public Answered send(Request request, int times, int status) {
        var left = new AtomicInteger(times);
        return repeat(() -> request, () -> left.getAndDecrement() > 0, status);
    }

    /** Sends every one of the requests; each has to be answered with that status. */
    public Answered sendEach(List<Request> requests, int status) {
        var next = new AtomicInteger();
        var left = new AtomicInteger(requests.size());
        return repeat(() -> requests.get(next.getAndIncrement()), () -> left.getAndDecrement() > 0, status);
    }

    /** Sends a request for that long; each has to be answered with that status. */
    public Answered sendFor(Request request, Duration time, int status) {
        var end = System.nanoTime() + time.toNanos();
        return repeat(() -> request, () -> System.nanoTime() < end, status);
    }

    private Answered repeat(Supplier<Request> next, BooleanSupplier more, int status) {
        var began = System.nanoTime();
        var each = Threads.together(connections, () -> {
            var responses = new ArrayList<Response>();
            try (var connection = new HttpConnection(port)) {
                while (more.getAsBoolean()) {
                    responses.add(connection.send(next.get()).expect(status));
                }
            }
            return responses;
        });
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new Answered(each.stream().flatMap(List::stream).toList(), took);
    }
}
