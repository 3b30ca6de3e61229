package io.dayshift.manager.stats;

import io.dayshift.common.store.Listing;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where everything is counted. */
@RestController
@Tag(name = "stats")
@RequiredArgsConstructor
class StatsController {

    private static final List<String> TOTALS =
            List.of("submitted", "succeeded", "failed", "cancelled", "expired", "retried", "reclaimed", "fenced");

    private final Listing listing;
    private final WorkerStore workers;

    /**
     * The counters.
     *
     * @param states records of each state now
     * @param totals everything since the namespace began
     * @param workers workers of each state now
     */
    record Stats(Map<TaskState, Long> states, Map<String, Long> totals, Map<WorkerState, Long> workers) {}

    /** Counts records by state, workers by state, and all that ever happened; nothing is counted by looking for it. */
    @Operation(summary = "Count tasks and workers")
    @GetMapping("/v1/stats")
    Stats stats() {
        var counters = listing.stats();
        var states = new LinkedHashMap<TaskState, Long>();
        Stream.of(TaskState.values()).forEach(state -> states.put(state, counters.getOrDefault(state.name(), 0L)));
        var totals = new LinkedHashMap<String, Long>();
        TOTALS.forEach(name -> totals.put(name, counters.getOrDefault(name, 0L)));
        var crew =
                workers.survey().crew().stream().collect(Collectors.groupingBy(Worker::state, Collectors.counting()));
        return new Stats(states, totals, crew);
    }
}
