package io.dayshift.manager.reclaim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether this manager has been looking long enough to judge others. After its start, a failure to reach Redis or a pause
 * of its own it knows nothing of what happened meanwhile, so it looks on for a while before it declares anyone dead.
 */
final class Watch {

    /** Between two passes that far apart the manager itself was away. */
    private static final Duration OWN_PAUSE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Duration length;
    private Instant judgesFrom;
    private Instant lastPass;

    Watch(InstantSource clock, Duration length) {
        this.clock = clock;
        this.length = length;
        this.lastPass = clock.instant();
        this.judgesFrom = lastPass.plus(length);
    }

    /** Notes that a pass begins. */
    void pass() {
        var now = clock.instant();
        if (Duration.between(lastPass, now).compareTo(OWN_PAUSE) > 0) {
            restart();
        }
        lastPass = now;
    }

    /** Begins to look on anew. */
    void restart() {
        judgesFrom = clock.instant().plus(length);
    }

    boolean mayJudge() {
        return !clock.instant().isBefore(judgesFrom);
    }
}
