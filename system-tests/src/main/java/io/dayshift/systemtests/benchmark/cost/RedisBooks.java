package io.dayshift.systemtests.benchmark.cost;

import io.dayshift.systemtests.crew.Waiting;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Redis says of itself, over a connection that is kept. */
public final class RedisBooks implements AutoCloseable {

    private static final Pattern CALLS = Pattern.compile("cmdstat_(\\S+?):calls=(\\d+)");
    private static final Duration LONG = Duration.ofMinutes(2);

    private final RedisClient client;
    private final RedisCommands<String, String> redis;

    public RedisBooks(String url) {
        this.client = RedisClient.create(url);
        this.redis = client.connect().sync();
    }

    /**
     * Calls since the start.
     *
     * @param scripts that clients have sent
     * @param all what was executed, inside scripts as well
     */
    record Calls(long scripts, long all) {

        Calls minus(Calls before) {
            return new Calls(scripts - before.scripts, all - before.all);
        }
    }

    Calls calls() {
        Map<String, Long> calls = CALLS.matcher(redis.info("commandstats"))
                .results()
                .collect(Collectors.toMap(call -> call.group(1), call -> Long.parseLong(call.group(2)), Long::sum));
        return new Calls(
                calls.getOrDefault("evalsha", 0L) + calls.getOrDefault("eval", 0L),
                calls.values().stream().mapToLong(n -> n).sum());
    }

    /** Bytes that Redis has allocated ({@code used_memory}), once its file is not being rewritten. */
    public long usedBytes() {
        awaitRewritten();
        return Long.parseLong(field("memory", "used_memory"));
    }

    public String version() {
        return field("server", "redis_version");
    }

    /** Has Redis sync its file from now on like that: {@code everysec}, {@code always}. */
    public void syncs(String appendFsync) {
        redis.configSet("appendfsync", appendFsync);
    }

    /** Has Redis rewrite its file now, and waits for that, so that it does not do so while something is measured. */
    public void rewriteFile() {
        awaitRewritten();
        redis.bgrewriteaof();
        awaitRewritten();
    }

    private void awaitRewritten() {
        Waiting.expect(LONG, () -> !isRewriting(), "Redis has rewritten its file");
    }

    private boolean isRewriting() {
        return !field("persistence", "aof_rewrite_in_progress").equals("0")
                || !field("persistence", "aof_rewrite_scheduled").equals("0");
    }

    private String field(String section, String name) {
        return redis.info(section)
                .lines()
                .filter(line -> line.startsWith(name + ':'))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Redis does not say its " + name));
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
