package io.dayshift.common.task;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A task as its client describes it.
 *
 * @param payload what the handler gets; none is the same as null
 * @param key idempotency key
 * @param delay rest before it is due; not together with {@code runAt}
 * @param runAt when it is due; in the past means now
 * @param timeout longest run of one attempt
 * @param expiresIn time from submission within which it must have started
 * @param labels for finding it again
 * @param retention how long the record stays after the end
 */
public record TaskSpec(
        Lane lane,
        @Nullable Json payload,
        @Nullable String key,
        @Nullable Duration delay,
        @Nullable Instant runAt,
        Duration timeout,
        @Nullable Duration expiresIn,
        RetryPolicy retry,
        SortedMap<String, String> labels,
        Duration retention) {

    public static final String DEFAULT_QUEUE = "default";
    public static final int DEFAULT_PRIORITY = 5;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    public static final Duration DEFAULT_RETENTION = Duration.ofHours(24);
}
