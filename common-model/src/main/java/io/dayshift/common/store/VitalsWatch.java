package io.dayshift.common.store;

import io.dayshift.common.loop.Loop;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Redis now and then how safe and how full it is, so that nobody has to wait for the answer. */
public final class VitalsWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** While memory is more than half used; much can come in within a second. */
    private static final Duration LOOK_CLOSELY_EVERY = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(VitalsWatch.class);

    private final RedisLink redis;
    private final String key;
    private final Loop loop;
    private volatile Optional<Vitals> last = Optional.empty();

    /**
     * Begins to ask.
     *
     * @param key whose server is asked
     */
    VitalsWatch(RedisLink redis, String key) {
        this.redis = redis;
        this.key = key;
        this.loop = new Loop("vitals", this::look).start();
    }

    /** What Redis has said last; empty until it has said anything. */
    public Optional<Vitals> last() {
        return last;
    }

    /** Makes sure that Redis answers now; throws {@link StoreUnavailableException} when it does not. */
    public void ping() {
        redis.callAt(key, commands -> commands.ping());
    }

    private Duration look() {
        var read = read();
        report(read);
        last = Optional.of(read);
        var close = read.maxBytes() > 0 && read.usedBytes() > read.maxBytes() / 2;
        return close ? LOOK_CLOSELY_EVERY : LOOK_EVERY;
    }

    private Vitals read() {
        var info = new HashMap<String, String>();
        for (var section : new String[] {"memory", "persistence"}) {
            redis.callAt(key, commands -> commands.info(section)).lines().forEach(line -> {
                var at = line.indexOf(':');
                if (at > 0) {
                    info.put(line.substring(0, at), line.substring(at + 1).strip());
                }
            });
        }
        return Vitals.of(info, appendfsync());
    }

    /** Empty when Redis does not allow the question. */
    private String appendfsync() {
        return redis.<Map<String, String>>callAt(
                        key,
                        commands -> commands.configGet("appendfsync")
                                .exceptionallyCompose(failure -> isRefusal(failure)
                                        ? CompletableFuture.completedStage(Map.of())
                                        : CompletableFuture.failedStage(failure)))
                .getOrDefault("appendfsync", "");
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof RedisCommandExecutionException
                || failure.getCause() instanceof RedisCommandExecutionException;
    }

    private void report(Vitals read) {
        var before = last;
        if (before.map(Vitals::durability).filter(read.durability()::equals).isEmpty()) {
            log.info(
                    "event=durability is={} maxmemory={} policy={}",
                    read.durability(),
                    read.maxBytes(),
                    read.evictionPolicy());
        }
        if (read.evicts() && before.filter(Vitals::evicts).isEmpty()) {
            log.error(
                    "event=redis-evicts policy={}: Redis would throw tasks away when it is full, so none is accepted."
                            + " Set maxmemory-policy noeviction, by CONFIG SET and in redis.conf",
                    read.evictionPolicy());
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
