package io.dayshift.systemtests.crew;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that submit one task after the other, each under a key of its own, and repeat a submit whose outcome they do not
 * know until it is accepted.
 */
public final class Submitters {

    private static final Duration REST = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SERVER_ERROR = 500;

    private final Api api;
    private final Duration pause;
    private final ExecutorService clients;
    private final AtomicInteger keys = new AtomicInteger();
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    /**
     * A task that was promised.
     *
     * @param at when the answer came, by {@link System#nanoTime()}
     */
    public record Accepted(String id, long at) {}

    private Submitters(Api api, int number, Duration pause) {
        this.api = api;
        this.pause = pause;
        this.clients = Executors.newFixedThreadPool(number);
    }

    /**
     * Starts them.
     *
     * @param pause what each of them rests after a task
     */
    public static Submitters start(Api api, int number, Duration pause) {
        var submitters = new Submitters(api, number, pause);
        for (var i = 0; i < number; i++) {
            submitters.clients.execute(submitters::submit);
        }
        return submitters;
    }

    private void submit() {
        while (!stopping) {
            var task = "{\"type\":\"echo\",\"key\":\"submitters-%d\"}".formatted(keys.incrementAndGet());
            while (!isAccepted(task) && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(REST.toNanos());
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private boolean isAccepted(String task) {
        try {
            var answer = api.post("/v1/tasks", task);
            if (answer.status() >= SERVER_ERROR) {
                return false;
            }
            accepted.add(new Accepted(answer.json().get("id").stringValue(), System.nanoTime()));
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** How many tasks have been accepted so far. */
    public int count() {
        return accepted.size();
    }

    /** Stops when what was begun is accepted; returns all that was, in the order of the answers. */
    public List<Accepted> stop() {
        stopping = true;
        clients.shutdown();
        try {
            if (!clients.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                clients.shutdownNow();
                throw new IllegalStateException("a submit is still not accepted after " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return accepted.stream().sorted(Comparator.comparingLong(Accepted::at)).toList();
    }
}
