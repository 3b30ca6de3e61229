package io.dayshift.systemtests.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Connections that each send the next request when the last is answered. One thread serves them all, as in wrk: threads of
 * their own, each woken for every answer, take CPU from what is measured.
 */
public final class ClosedLoop {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int port;
    private final int connections;

    public ClosedLoop(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /**
     * What was answered, in no order.
     *
     * @param took until the last was answered
     * @param busy share of that time that the sending thread was at work; near 1 it is the load that is the bottleneck
     */
    public record Answered(List<Response> responses, Duration took, double busy) {

        /** Requests in a second. */
        public double perSecond() {
            return responses.size() * 1e9 / took.toNanos();
        }
    }

    /** Sends a request that many times in all; each has to be answered with that status. */
    public Answered send(Request request, int times, int status) {
        return sendEach(Collections.nCopies(times, request), status);
    }

    /** Sends every one of the requests; each has to be answered with that status. */
    public Answered sendEach(List<Request> requests, int status) {
        var left = requests.iterator();
        return repeat(left::next, left::hasNext, status);
    }

    /** Sends a request for that long; each has to be answered with that status. */
    public Answered sendFor(Request request, Duration time, int status) {
        var end = System.nanoTime() + time.toNanos();
        return repeat(() -> request, () -> System.nanoTime() < end, status);
    }

    private Answered repeat(Supplier<Request> next, BooleanSupplier more, int status) {
        var cpu = THREADS.getCurrentThreadCpuTime();
        var began = System.nanoTime();
        try (var turn = new Turn(next, more)) {
            var responses = turn.run(port, connections, status);
            var took = System.nanoTime() - began;
            var busy = (THREADS.getCurrentThreadCpuTime() - cpu) / (double) took;
            return new Answered(responses, Duration.ofNanos(took), busy);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " does not answer: " + e.getMessage(), e);
        }
    }

    /** All that is sent at one call. */
    private static final class Turn implements AutoCloseable {

        private final Selector selector = Selector.open();
        private final List<Caller> callers = new ArrayList<>();
        private final List<Response> responses = new ArrayList<>();
        private final Supplier<Request> next;
        private final BooleanSupplier more;
        private int unanswered;

        Turn(Supplier<Request> next, BooleanSupplier more) throws IOException {
            this.next = next;
            this.more = more;
        }

        List<Response> run(int port, int connections, int status) throws IOException {
            for (var i = 0; i < connections; i++) {
                var caller = new Caller(port, selector);
                callers.add(caller);
                sendMore(caller);
            }
            while (unanswered > 0) {
                if (selector.select(PATIENCE.toMillis()) == 0) {
                    throw new IOException(
                            Thread.currentThread().isInterrupted()
                                    ? "interrupted while waiting"
                                    : "nothing has come for " + PATIENCE.toSeconds() + " s");
                }
                for (var key : selector.selectedKeys()) {
                    goOn((Caller) key.attachment(), status);
                }
                selector.selectedKeys().clear();
            }
            return responses;
        }

        private void goOn(Caller caller, int status) throws IOException {
            var response = caller.goOn();
            if (response != null) {
                unanswered--;
                responses.add(response.expect(status));
                sendMore(caller);
            }
        }

        private void sendMore(Caller caller) throws IOException {
            if (more.getAsBoolean()) {
                caller.send(next.get());
                unanswered++;
            } else {
                caller.close();
            }
        }

        @Override
        public void close() throws IOException {
            try {
                for (var caller : callers) {
                    caller.close();
                }
            } finally {
                selector.close();
            }
        }
    }
}
