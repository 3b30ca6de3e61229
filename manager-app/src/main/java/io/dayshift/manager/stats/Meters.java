package io.dayshift.manager.stats;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.Listing;
import io.dayshift.common.store.VitalsWatch;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerState;
import io.dayshift.manager.system.Headroom;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the namespace as a whole looks like, for Prometheus. Every manager shows the same figures, read once a second; while
 * Redis is away they are not a number.
 */
@Component
final class Meters implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private final Listing listing;
    private final WorkerStore workers;
    private final Loop loop;
    private volatile Seen seen = Seen.NOTHING;

    /** The last look; not known while Redis is away. */
    private record Seen(
            boolean known, Map<String, Long> counters, Map<WorkerState, Long> crew, Duration oldestPending) {

        static final Seen NOTHING = new Seen(false, Map.of(), Map.of(), Duration.ZERO);

        double counted(String name) {
            return known ? counters.getOrDefault(name, 0L) : Double.NaN;
        }

        double counted(WorkerState state) {
            return known ? crew.getOrDefault(state, 0L) : Double.NaN;
        }

        double oldestSeconds() {
            return known ? oldestPending.toMillis() / 1000.0 : Double.NaN;
        }
    }

    Meters(Listing listing, WorkerStore workers, VitalsWatch watch, Headroom headroom, MeterRegistry meters) {
        this.listing = listing;
        this.workers = workers;
        gauge(meters, "dayshift.backlog", "tasks that are pending, owned by nobody", TaskState.PENDING);
        gauge(meters, "dayshift.due", "tasks that are scheduled for later", TaskState.SCHEDULED);
        gauge(meters, "dayshift.assigned", "tasks in the queues of workers", TaskState.ASSIGNED);
        gauge(meters, "dayshift.running", "tasks in the hands of workers", TaskState.RUNNING);
        Gauge.builder("dayshift.backlog.oldest", this, self -> self.seen.oldestSeconds())
                .description("age of the oldest pending task")
                .baseUnit("seconds")
                .register(meters);
        for (var state : WorkerState.values()) {
            Gauge.builder("dayshift.workers", this, self -> self.seen.counted(state))
                    .description("workers by state")
                    .tag("state", state.name())
                    .register(meters);
        }
        total(meters, "dayshift.reclaimed", "tasks taken back from lost workers", "reclaimed");
        total(meters, "dayshift.fenced", "late results that were refused", "fenced");
        bytes(
                meters,
                "dayshift.redis.used",
                "memory of Redis that counts against its limit",
                () -> watch.last().map(vitals -> (double) vitals.usedBytes()).orElse(Double.NaN));
        bytes(
                meters,
                "dayshift.redis.budget",
                "memory above which no task is accepted; none without a limit",
                () -> headroom.limit().isPresent() ? headroom.limit().getAsLong() : Double.NaN);
        this.loop = new Loop("meters", this::look).start();
    }

    private void gauge(MeterRegistry meters, String name, String description, TaskState state) {
        Gauge.builder(name, this, self -> self.seen.counted(state.name()))
                .description(description)
                .register(meters);
    }

    private static void bytes(MeterRegistry meters, String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).baseUnit("bytes").register(meters);
    }

    private void total(MeterRegistry meters, String name, String description, String counter) {
        FunctionCounter.builder(name, this, self -> self.seen.counted(counter))
                .description(description + ", since the namespace began")
                .register(meters);
    }

    private Duration look() {
        try {
            var crew = workers.survey().crew().stream()
                    .collect(Collectors.groupingBy(Worker::state, Collectors.counting()));
            seen = new Seen(true, listing.stats(), crew, listing.oldestPending().orElse(Duration.ZERO));
        } catch (RuntimeException e) {
            seen = Seen.NOTHING;
            throw e;
        }
        return LOOK_EVERY;
    }

    @Override
    public void close() {
        loop.close();
    }
}
