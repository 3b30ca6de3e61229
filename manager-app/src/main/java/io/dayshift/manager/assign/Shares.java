package io.dayshift.manager.assign;

import io.dayshift.common.worker.Worker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How many tasks each worker should hold, so that all are loaded alike for what they can do: as water finds one level in
 * vessels that are joined.
 */
final class Shares {

    /** Longest queue that is ever given (a script takes it in one call). */
    private static final int LONGEST_QUEUE = 2000;

    /** Halvings after which the level is exact to less than a task. */
    private static final int HALVINGS = 40;

    private Shares() {}

    /**
     * Shares out pending tasks.
     *
     * @param ahead tasks that a worker may hold beyond its capacity
     * @return how long the queue of each worker may become; workers that get nothing are left out
     */
    static Map<Worker, Integer> of(List<Worker> crew, long pending, ToDoubleFunction<Worker> ahead) {
        var level = level(crew, pending, ahead);
        var bounds = new LinkedHashMap<Worker, Integer>();
        for (var worker : crew) {
            var more = (long) Math.ceil(more(worker, level, ahead) - 1e-6);
            if (more > 0) {
                bounds.put(worker, (int) Math.min(LONGEST_QUEUE, worker.queued() + more));
            }
        }
        return bounds;
    }

    private static double level(List<Worker> crew, long pending, ToDoubleFunction<Worker> ahead) {
        double low = 0;
        double high = crew.stream()
                .mapToDouble(worker -> 1 + ahead.applyAsDouble(worker) / worker.capacity())
                .max()
                .orElse(0);
        for (var i = 0; i < HALVINGS; i++) {
            var middle = (low + high) / 2;
            var taken = crew.stream()
                    .mapToDouble(worker -> more(worker, middle, ahead))
                    .sum();
            if (taken < pending) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Tasks that a worker still takes until it is as full as that level, 1 being all its slots in use. */
    private static double more(Worker worker, double level, ToDoubleFunction<Worker> ahead) {
        var load = worker.queued() + worker.running();
        var most = worker.capacity() + ahead.applyAsDouble(worker);
        return Math.max(0, Math.min(level * worker.capacity(), most) - load);
    }
}
