package io.dayshift.manager.stats;

import io.dayshift.common.store.Listing;
import io.dayshift.common.store.Vitals;
import io.dayshift.common.store.VitalsWatch;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerState;
import io.dayshift.manager.system.Headroom;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
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
    private final VitalsWatch watch;
    private final Headroom headroom;

    /**
     * The counters.
     *
     * @param states records of each state now
     * @param totals everything since the namespace began
     * @param workers workers of each state now
     * @param redis how safe and how full it is; left out while it has not said so
     */
    record Stats(
            Map<TaskState, Long> states,
            Map<String, Long> totals,
            Map<WorkerState, Long> workers,
            @Nullable Redis redis) {}

    /**
     * What Redis says of itself.
     *
     * @param durability strong, bounded, none or unknown
     * @param usedBytes memory that counts against its limit
     * @param maxBytes its {@code maxmemory}; 0 when there is no limit
     * @param budgetBytes memory above which no task is accepted; left out when there is no limit
     */
    record Redis(
            String durability,
            long usedBytes,
            long maxBytes,
            @Nullable Long budgetBytes) {}

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
        return new Stats(states, totals, crew, watch.last().map(this::redis).orElse(null));
    }

    private Redis redis(Vitals vitals) {
        var limit = headroom.limit();
        return new Redis(
                vitals.durability().name().toLowerCase(Locale.ROOT),
                vitals.usedBytes(),
                vitals.maxBytes(),
                limit.isPresent() ? limit.getAsLong() : null);
    }
}
