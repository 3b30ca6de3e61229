package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.site.Site;
import io.dayshift.systemtests.crew.Waiting;
import java.time.Duration;

/**
 * Looks at a manager and ten workers that have nothing to do: what they send to Redis, counted by the relay, and the CPU time
 * of each process. The busiest is the one, of the manager and the workers, that used most.
 */
public final class IdleCrew {

    /** Workers of the crew. */
    public static final int WORKERS = 10;

    private static final String REDIS = "cpuPercent.redis";

    private final Site site;

    /** Prepares it on a counting site whose crew has settled. */
    public IdleCrew(Site site) {
        this.site = site;
    }

    public Values run(Duration time) {
        try (var costs = site.costs()) {
            var before = costs.read();
            var commands = site.commandsSent();
            var began = System.nanoTime();
            Waiting.pass(time);
            var sent = site.commandsSent() - commands;
            var took = Duration.ofNanos(System.nanoTime() - began);
            var cpu = costs.percentOfCore(before, took);
            var busiest = cpu.byName().entrySet().stream()
                    .filter(process -> !process.getKey().equals(REDIS))
                    .mapToDouble(process -> process.getValue())
                    .max()
                    .orElseThrow();
            return new Values()
                    .with(Quantity.IDLE_COMMANDS, sent * 1e9 / took.toNanos())
                    .with(Quantity.IDLE_CPU, busiest)
                    .with(cpu);
        }
    }
}
