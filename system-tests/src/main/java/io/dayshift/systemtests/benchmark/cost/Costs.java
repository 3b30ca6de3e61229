package io.dayshift.systemtests.benchmark.cost;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.crew.Service;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the processes of a crew, and the one that makes the load, have cost so far. */
public final class Costs implements AutoCloseable {

    private static final String SENDER = "sender";
    private static final String REDIS = "redis";

    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    private final Map<String, Jvm> jvms = new LinkedHashMap<>();
    private final RedisBooks redis;

    /**
     * Begins to look at them.
     *
     * @param redisProcess the server whose books those are
     */
    public Costs(List<Service> services, ProcessHandle redisProcess, RedisBooks redis) {
        this.redis = redis;
        processes.put(SENDER, ProcessHandle.current());
        services.forEach(service -> {
            processes.put(service.name(), service.process().child());
            jvms.put(service.name(), Jvm.of(service.process().pid()));
        });
        processes.put(REDIS, redisProcess);
    }

    /** What stands in the books at one moment. */
    public record Reading(Map<String, Duration> cpu, Map<String, Jvm.Books> jvms, RedisBooks.Calls calls) {}

    public Reading read() {
        var cpu = new LinkedHashMap<String, Duration>();
        processes.forEach((name, process) ->
                cpu.put(name, process.info().totalCpuDuration().orElseThrow()));
        var books = new LinkedHashMap<String, Jvm.Books>();
        jvms.forEach((name, jvm) -> books.put(name, jvm.read()));
        return new Reading(cpu, books, redis.calls());
    }

    /** What each task has cost since then: CPU time and allocation by process, collections, and calls of Redis. */
    public Values perTask(Reading since, int tasks) {
        var now = read();
        var values = new Values();
        var cpu = cpu(since, now);
        values.with(Quantity.BULK_CPU, micros(sum(cpu)) / tasks);
        cpu.forEach((name, time) -> values.with("cpuMicrosPerTask." + name, micros(time) / tasks));
        now.jvms().forEach((name, books) -> {
            var spent = books.minus(of(name, since.jvms().get(name)));
            values.with("allocatedBytesPerTask." + name, spent.allocatedBytes() / (double) tasks)
                    .with("collections." + name, (double) spent.collections())
                    .with("collectionMillis." + name, (double)
                            spent.collecting().toMillis());
        });
        var calls = now.calls().minus(since.calls());
        return values.with("redisScriptsPerTask", calls.scripts() / (double) tasks)
                .with("redisCommandsExecutedPerTask", calls.all() / (double) tasks);
    }

    /** CPU time since then by process, in % of one core. */
    public Values percentOfCore(Reading since, Duration span) {
        var values = new Values();
        cpu(since, read()).forEach((name, time) -> {
            if (!name.equals(SENDER)) {
                values.with("cpuPercent." + name, 100.0 * time.toNanos() / span.toNanos());
            }
        });
        return values;
    }

    private static Map<String, Duration> cpu(Reading before, Reading now) {
        var spent = new LinkedHashMap<String, Duration>();
        now.cpu()
                .forEach((name, time) ->
                        spent.put(name, time.minus(of(name, before.cpu().get(name)))));
        return spent;
    }

    private static <T> T of(String name, @Nullable T reading) {
        if (reading == null) {
            throw new IllegalArgumentException(name + " was not there before");
        }
        return reading;
    }

    private static Duration sum(Map<String, Duration> times) {
        return times.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1e3;
    }

    @Override
    public void close() {
        jvms.values().forEach(Jvm::close);
    }
}
