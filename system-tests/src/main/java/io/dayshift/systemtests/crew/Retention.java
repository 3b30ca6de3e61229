package io.dayshift.systemtests.crew;

import io.dayshift.common.store.RedisKeys;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;

/** Has the managers forget what has ended before its time. */
public final class Retention {

    private static final RedisKeys KEYS = new RedisKeys("dayshift");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String OVER = """
            for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do redis.call('ZADD', KEYS[1], 1, id) end
            return redis.status_reply('OK')
            """;

    private Retention() {}

    /** Ends the retention of everything that has ended, and waits until a manager has forgotten all of it. */
    public static void end(StatefulRedisConnection<String, String> redis) {
        redis.sync().eval(OVER, ScriptOutputType.STATUS, KEYS.retained());
        Waiting.expect(LONG, () -> redis.sync().zcard(KEYS.retained()) == 0, "what has ended is forgotten");
    }
}
