package io.dayshift.manager.assign;

import io.dayshift.common.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how many tasks each worker gets through, to bound its queue by about a second's work. */
final class Pace {

    private static final Duration SHORTEST_SPAN = Duration.ofMillis(100);

    private final InstantSource clock;
    private final Duration aheadFor;
    private final Map<String, Measured> measured = new HashMap<>();

    private record Measured(Instant at, long finished, double perSecond) {}

    Pace(InstantSource clock, Duration aheadFor) {
        this.clock = clock;
        this.aheadFor = aheadFor;
    }

    /** Takes the crew's counters in. */
    void see(List<Worker> crew) {
        measured.keySet().retainAll(crew.stream().map(Worker::id).toList());
        var now = clock.instant();
        for (var worker : crew) {
            var finished = worker.completed() + worker.failed();
            measured.merge(worker.id(), new Measured(now, finished, 0), Pace::advance);
        }
    }

    private static Measured advance(Measured before, Measured now) {
        var span = Duration.between(before.at(), now.at());
        if (span.compareTo(SHORTEST_SPAN) < 0) {
            return before;
        }
        var rate = Math.max(0, now.finished() - before.finished()) * 1000.0 / span.toMillis();
        return new Measured(now.at(), now.finished(), Math.max(rate, (rate + before.perSecond()) / 2));
    }

    /** Tasks that a worker may hold beyond its capacity: as many again, or what it does in the time to plan for. */
    double ahead(Worker worker) {
        var rate = measured.getOrDefault(worker.id(), new Measured(Instant.EPOCH, 0, 0))
                .perSecond();
        return Math.max(worker.capacity(), rate * aheadFor.toMillis() / 1000);
    }
}
