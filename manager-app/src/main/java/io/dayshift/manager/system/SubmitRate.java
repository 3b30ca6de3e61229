package io.dayshift.manager.system;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dayshift.common.web.LimitsProperties;
import io.dayshift.common.web.Problem;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Bounds how many tasks a second one caller may hand in to this manager; off unless it is configured. */
public final class SubmitRate {

    /** Callers that are remembered; above it some are forgotten, those who hand in least first. */
    private static final int MOST_CALLERS = 10_000;

    private final LimitsProperties limits;
    private final Cache<Caller, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_CALLERS).build();

    public SubmitRate(LimitsProperties limits) {
        this.limits = limits;
    }

    /** Whether callers are told apart and counted at all. */
    public boolean isBounded() {
        return limits.submits() > 0;
    }

    /** Refuses the tasks of the request under way when its caller has handed in too many. */
    public void require(int tasks) {
        if (isBounded() && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            require(Caller.of(attributes.getRequest()), tasks);
        }
    }

    void require(Caller caller, int tasks) {
        var bucket = bucket(caller);
        var most = Math.min(tasks, limits.submitsAtOnce());
        var taken = bucket.tryConsumeAndReturnRemaining(most);
        if (!taken.isConsumed()) {
            throw Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "submit-rate",
                            "More tasks were handed in than the %,d a second that each caller may (dayshift.limits.submits); nothing was stored. Try again later."
                                    .formatted(limits.submits()))
                    .retryAfter(
                            Duration.ofNanos(taken.getNanosToWaitForRefill()).plusSeconds(1));
        }
        if (tasks > most) {
            bucket.consumeIgnoringRateLimits(tasks - most);
        }
    }

    private Bucket bucket(Caller caller) {
        return buckets.get(
                caller,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(limits.submitsAtOnce())
                                .refillGreedy(limits.submits(), Duration.ofSeconds(1)))
                        .build());
    }

    /** Callers that are remembered now. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
