package io.dayshift.systemtests.benchmark.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends requests at their times, whether or not earlier ones are answered, over as many connections as that takes. A latency
 * counts from the intended time, so a stall is felt by all that should have been sent meanwhile (no coordinated omission).
 */
public final class OpenLoop implements AutoCloseable {

    private final int port;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

    public OpenLoop(int port) {
        this.port = port;
    }

    /** What was answered, in the order of the intended times. */
    public record Answered(List<Response> responses, Latencies latencies) {}

    /**
     * Sends at even intervals.
     *
     * @param requests the nth request, from 0
     * @param perSecond requests in a second
     * @param times requests in all
     * @param status that each has to be answered with
     */
    public Answered send(IntFunction<Request> requests, int perSecond, int times, int status) {
        var latencies = new Latencies();
        var sent = new ArrayList<Future<Response>>();
        var began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < times; i++) {
                var intended =
                        began + Duration.ofSeconds(i).dividedBy(perSecond).toNanos();
                var request = requests.apply(i);
                parkUntil(intended);
                sent.add(threads.submit(() -> {
                    var response = send(request).expect(status);
                    latencies.record(System.nanoTime() - intended);
                    return response;
                }));
            }
        }
        return new Answered(sent.stream().map(OpenLoop::result).toList(), latencies);
    }

    /** What came of it; fails as it failed. */
    private static Response result(Future<Response> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load cannot be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void parkUntil(long time) {
        for (var left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Response send(Request request) {
        var used = idle.pollFirst();
        var connection = used == null ? new HttpConnection(port) : used;
        var response = connection.send(request);
        idle.addFirst(connection);
        return response;
    }

    @Override
    public void close() {
        idle.forEach(HttpConnection::close);
    }
}
