package io.dayshift.systemtests.benchmark;

import io.dayshift.systemtests.crew.Crew;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what the processes of a crew have cost so far. */
final class Costs {

    private static final Pattern CALLS = Pattern.compile("cmdstat_(\\S+?):calls=(\\d+)");
    private static final Pattern MEMORY = Pattern.compile("used_memory:(\\d+)");

    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    private final RedisCommands<String, String> redis;

    Costs(Crew crew) {
        processes.put("sender", ProcessHandle.current());
        crew.managers()
                .forEach(manager ->
                        processes.put(manager.name(), manager.process().child()));
        crew.workers()
                .forEach(worker -> processes.put(worker.name(), worker.process().child()));
        processes.put("redis", crew.redis().process().child());
        this.redis = RedisClient.create(crew.redis().url()).connect().sync();
    }

    /**
     * What was spent.
     *
     * @param cpu user and system time by process
     * @param calls scripts and commands that clients have sent to Redis
     * @param commands commands that Redis has executed, those inside scripts as well
     */
    record Spent(Map<String, Duration> cpu, long calls, long commands) {

        Spent minus(Spent before) {
            var difference = new LinkedHashMap<String, Duration>();
            cpu.forEach((name, time) ->
                    difference.put(name, time.minus(before.cpu().getOrDefault(name, Duration.ZERO))));
            return new Spent(difference, calls - before.calls(), commands - before.commands());
        }

        double cpuMicros() {
            return cpu.values().stream()
                    .mapToDouble(time -> time.toNanos() / 1e3)
                    .sum();
        }

        String perTask(int tasks) {
            return cpu.entrySet().stream()
                    .map(cost ->
                            "%s %.0f".formatted(cost.getKey(), cost.getValue().toNanos() / 1e3 / tasks))
                    .collect(Collectors.joining(", "));
        }
    }

    Spent read() {
        var cpu = new LinkedHashMap<String, Duration>();
        processes.forEach((name, process) ->
                cpu.put(name, process.info().totalCpuDuration().orElse(Duration.ZERO)));
        var calls = CALLS.matcher(redis.info("commandstats"))
                .results()
                .collect(Collectors.toMap(call -> call.group(1), call -> Long.parseLong(call.group(2)), Long::sum));
        var all = calls.values().stream().mapToLong(n -> n).sum();
        var scripts = calls.getOrDefault("evalsha", 0L) + calls.getOrDefault("eval", 0L);
        return new Spent(cpu, scripts, all);
    }

    /** What Redis uses for its data. */
    long redisBytes() {
        var memory = MEMORY.matcher(redis.info("memory"));
        if (!memory.find()) {
            throw new IllegalStateException("Redis does not say how much memory it uses");
        }
        return Long.parseLong(memory.group(1));
    }
}
