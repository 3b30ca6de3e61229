package io.dayshift.systemtests.faults.load;

import io.dayshift.systemtests.faults.effect.EffectHandler;
import java.util.Optional;
import java.util.Random;

/** One task as the driver hands it in. */
record Work(long number, Optional<String> key, String body) {

    private static final int ATTEMPTS = 10;

    /** Most tasks are short; some are long enough to be in hand when something dies. */
    static Work draw(long number, Optional<String> key, Random random) {
        var lasting = random.nextInt(25) == 0;
        var ms = lasting ? 300 + random.nextInt(1700) : random.nextInt(20);
        var failures = random.nextInt(20) == 0 ? 1 : 0;
        return new Work(number, key, body(number, key, ms, failures, lasting && random.nextInt(4) > 0, delay(random)));
    }

    private static String delay(Random random) {
        return random.nextInt(25) == 0 ? ",\"delay\":\"%dms\"".formatted(100 + random.nextInt(900)) : "";
    }

    private static String body(
            long number, Optional<String> key, int ms, int failures, boolean stubborn, String delay) {
        return ("{\"type\":\"%s\",\"payload\":{\"n\":%d,\"ms\":%d,\"failures\":%d,\"stubborn\":%s},"
                        + "\"retry\":{\"maxAttempts\":%d,\"backoff\":\"200ms\",\"maxBackoff\":\"500ms\"}%s%s}")
                .formatted(
                        EffectHandler.TYPE,
                        number,
                        ms,
                        failures,
                        stubborn,
                        ATTEMPTS,
                        key.map(text -> ",\"key\":\"" + text + '"').orElse(""),
                        delay);
    }
}
