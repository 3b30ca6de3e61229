package io.dayshift.common.store;

import io.dayshift.common.loop.Loop;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Redis now and then how safe and how full it is, so that nobody has to wait for the answer. */
public final class VitalsWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** Age up to which a look counts as fresh. */
    private static final Duration FRESH = Duration.ofMillis(250);

    private static final String[] SYNCING = {"appendfsync", "no-appendfsync-on-rewrite"};

    private static final Logger log = LoggerFactory.getLogger(VitalsWatch.class);

    private final RedisLink redis;
    private final String key;
    private final boolean areReplicasAwaited;
    private final Loop loop;
    private final InstantSource clock;
    private volatile Optional<Vitals> last = Optional.empty();
    private volatile Instant lookedAt = Instant.EPOCH;
    private boolean mayAskForConfiguration = true;

    /**
     * Begins to ask.
     *
     * @param key whose server is asked
     * @param areReplicasAwaited whether submits wait for replicas
     */
    VitalsWatch(RedisLink redis, String key, boolean areReplicasAwaited, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        this.key = key;
        this.areReplicasAwaited = areReplicasAwaited;
        this.loop = new Loop("vitals", this::look).start();
    }

    /** What Redis has said last; empty until it has said anything. */
    public Optional<Vitals> last() {
        return last;
    }

    /** Like {@link #last}, and sees to it that who asks again soon gets a fresher answer. */
    public Optional<Vitals> lastAndLookAgain() {
        if (Duration.between(lookedAt, clock.instant()).compareTo(FRESH) > 0) {
            loop.wake();
        }
        return last;
    }

    /** Makes sure that Redis answers now; throws {@link StoreUnavailableException} when it does not. */
    public void ping() {
        redis.callAt(key, commands -> commands.ping());
    }

    private Duration look() {
        lookedAt = clock.instant();
        var read = read();
        report(read);
        last = Optional.of(read);
        return LOOK_EVERY;
    }

    private Vitals read() {
        var info = new HashMap<String, String>();
        redis.callAt(key, commands -> commands.info()).lines().forEach(line -> {
            var at = line.indexOf(':');
            if (at > 0) {
                info.put(line.substring(0, at), line.substring(at + 1).strip());
            }
        });
        return Vitals.of(info, configuration(), areReplicasAwaited);
    }

    /** Empty when Redis does not allow the question; it is not asked twice then. */
    private Map<String, String> configuration() {
        if (!mayAskForConfiguration) {
            return Map.of();
        }
        var answer = redis.callAt(
                key,
                commands -> commands.configGet(SYNCING)
                        .exceptionallyCompose(failure -> isRefusal(failure)
                                ? CompletableFuture.completedStage(Map.of())
                                : CompletableFuture.failedStage(failure)));
        mayAskForConfiguration = !answer.isEmpty();
        return answer;
    }

    private static boolean isRefusal(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        var message = String.valueOf(cause.getMessage());
        return cause instanceof RedisCommandExecutionException
                && (message.startsWith("NOPERM") || message.startsWith("ERR unknown"));
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
