package io.dayshift.systemtests.benchmark.load;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same on several threads at once. */
final class Threads {

    private Threads() {}

    /** Waits for all of them; fails as the first that failed did. */
    static <T> List<T> together(int threads, Callable<T> work) {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            return pool.invokeAll(Collections.nCopies(threads, work)).stream()
                    .map(Threads::result)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What came of it; fails as it failed. */
    static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load cannot be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
