package io.dayshift.manager.system;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.StoreUnavailableException;
import io.dayshift.common.store.WorkerStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Whether this manager does the periodic duties for all. Two may believe so for a moment: every duty is safe from
 * several managers, so the lead only saves work.
 */
public final class Leadership implements AutoCloseable {

    private static final Duration TERM = Duration.ofSeconds(2);
    private static final Duration RENEW_EVERY = Duration.ofMillis(500);

    /** An answer that took longer tells of a Redis that stood still, and workers may not have been heard meanwhile. */
    private static final Duration PROMPT = Duration.ofMillis(500);

    private final InstantSource clock;
    private final String managerId = UUID.randomUUID().toString();
    private final WorkerStore workers;
    private final Loop loop;
    private volatile boolean leading;
    private volatile boolean inTouch;

    Leadership(WorkerStore workers, InstantSource clock) {
        this.workers = workers;
        this.clock = clock;
        this.loop = new Loop("lead", this::renew).start();
    }

    public boolean isLeading() {
        return leading;
    }

    /** Whether Redis has answered, and promptly, the last time it was asked, to whoever the lead went. */
    public boolean isInTouch() {
        return inTouch;
    }

    private Duration renew() {
        leading = false;
        var askedAt = clock.instant();
        try {
            var leads = workers.lead(managerId, TERM);
            inTouch = Duration.between(askedAt, clock.instant()).compareTo(PROMPT) <= 0;
            leading = leads;
        } catch (StoreUnavailableException e) {
            inTouch = false;
            throw e;
        }
        return RENEW_EVERY;
    }

    @Override
    public void close() {
        loop.close();
    }
}
