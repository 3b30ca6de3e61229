package io.dayshift.manager.assign;

import io.dayshift.common.store.Listing;
import io.dayshift.common.store.StationStore;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.Task;
import io.dayshift.common.worker.Worker;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * Evens out the queues when the backlog is empty: takes unstarted tasks back from the longest queue while another worker
 * that could do them has nothing to do. The next assign pass hands them out anew.
 */
@Component
@RequiredArgsConstructor
final class Evening {

    private final TaskStore tasks;
    private final StationStore station;
    private final Listing listing;

    void takeBack(List<Worker> present) {
        var idle = present.stream().filter(worker -> free(worker) > 0).toList();
        var longest = present.stream()
                .filter(worker -> free(worker) <= 0)
                .max(Comparator.comparingLong(Worker::queued))
                .filter(worker -> worker.queued() > 0);
        longest.ifPresent(worker -> takeBack(worker, idle));
    }

    private void takeBack(Worker from, List<Worker> idle) {
        var free = idle.stream().mapToLong(Evening::free).sum();
        var wanted = (int) Math.min(free, (from.queued() + 1) / 2);
        if (wanted > 0) {
            var suited = suited(from, wanted, idle);
            from.session()
                    .filter(session -> suited > 0)
                    .ifPresent(session -> station.release(session, suited, List.of()));
        }
    }

    /** Counts the tasks at the new end of the queue that some idle worker could do, up to the first that none could. */
    private int suited(Worker from, int wanted, List<Worker> idle) {
        var newest = listing.queue(from.id(), Math.max(0, from.queued() - wanted), wanted);
        var byId = tasks.findAll(newest).stream().collect(Collectors.toMap(Task::id, task -> task));
        return (int) newest.reversed().stream()
                .map(id -> Optional.ofNullable(byId.get(id)))
                .takeWhile(task -> task.isPresent()
                        && idle.stream()
                                .anyMatch(worker -> worker.suits(task.get().lane())))
                .count();
    }

    private static long free(Worker worker) {
        return worker.capacity() - worker.running() - worker.queued();
    }
}
