package io.dayshift.manager.system;

import io.dayshift.common.worker.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How many tasks each worker should hold, so that all are loaded alike for what they can do: as water finds one level in
 * vessels that are joined.
 */
public final class Shares {

    /** Longest queue that is ever given (a script takes it in one call). */
    static final int LONGEST_QUEUE = 2000;

    /** Halvings after which the level is exact to less than a task. */
    private static final int HALVINGS = 40;

    private Shares() {}

    /**
     * What one worker gets.
     *
     * @param more tasks that it gets, at least one
     */
    public record Share(Worker worker, int more) {

        /** How long its queue may become. */
        public int bound() {
            return Math.toIntExact(worker.queued() + more);
        }
    }

    /**
     * Shares out pending tasks.
     *
     * @param ahead tasks that a worker may hold beyond its capacity
     * @return workers that get nothing are left out; for a few tasks rounded up, so that all shares may be more than there are
     */
    public static List<Share> of(List<Worker> crew, long pending, ToDoubleFunction<Worker> ahead) {
        var places = crew.stream().mapToDouble(Worker::capacity).toArray();
        var loads = crew.stream()
                .mapToDouble(worker -> worker.queued() + worker.running())
                .toArray();
        var most = crew.stream()
                .mapToDouble(worker -> worker.capacity() + ahead.applyAsDouble(worker))
                .toArray();
        var level = level(places, loads, most, pending);
        var shares = new ArrayList<Share>();
        for (var i = 0; i < places.length; i++) {
            var worker = crew.get(i);
            var wanted = (long) Math.ceil(more(level * places[i], loads[i], most[i]) - 1e-6);
            var more = (int) Math.min(LONGEST_QUEUE - worker.queued(), wanted);
            if (more > 0) {
                shares.add(new Share(worker, more));
            }
        }
        return shares;
    }

    /** How full all have to be, 1 being all their places in use. Plain loops: every call of submit comes by here. */
    private static double level(double[] places, double[] loads, double[] most, long pending) {
        double low = 0;
        double high = 0;
        for (var i = 0; i < places.length; i++) {
            high = Math.max(high, most[i] / places[i]);
        }
        for (var halving = 0; halving < HALVINGS; halving++) {
            var middle = (low + high) / 2;
            var taken = 0.0;
            for (var i = 0; i < places.length; i++) {
                taken += more(middle * places[i], loads[i], most[i]);
            }
            if (taken < pending) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Tasks that a worker still takes until it holds so many. */
    private static double more(double wanted, double load, double most) {
        return Math.max(0, Math.min(wanted, most) - load);
    }
}
