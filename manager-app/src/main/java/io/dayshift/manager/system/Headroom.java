package io.dayshift.manager.system;

import io.dayshift.common.store.Vitals;
import io.dayshift.common.web.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.http.HttpStatus;

/**
 * Whether there is room for further tasks. Above the budget none is accepted, while everything that makes room goes on:
 * running work, results, and forgetting what has been kept long enough.
 */
@Slf4j
@RequiredArgsConstructor
public final class Headroom {

    private static final Duration REST = Duration.ofSeconds(5);

    /** It opens again a little below where it closed, so that it does not flap. */
    private static final double OPENS_BELOW = 0.95;

    private static final long MEGABYTE = 1_000_000;

    /** What Redis has said last. */
    private final Supplier<Optional<Vitals>> vitals;

    private final Budget budget;
    private volatile boolean closed;

    /** Refuses a submit when there is no room, or when Redis would throw tasks away for more. */
    public void require() {
        vitals.get().ifPresent(this::require);
    }

    private void require(Vitals now) {
        if (now.evicts()) {
            throw Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "store-evicts",
                            "Redis would throw tasks away when it is full (maxmemory-policy is %s), so none is accepted. Whoever runs it has to set maxmemory-policy noeviction."
                                    .formatted(now.evictionPolicy()))
                    .retryAfter(REST);
        }
        budget.limit(now).ifPresent(limit -> require(now.usedBytes(), limit));
    }

    private void require(long used, long limit) {
        var full = closed ? used > limit * OPENS_BELOW : used > limit;
        if (full != closed) {
            closed = full;
            log.warn("event=budget-{} usedBytes={} budgetBytes={}", full ? "reached" : "free", used, limit);
        }
        if (full) {
            throw Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "budget-reached",
                            "Tasks fill %,d MB of Redis' memory and may fill %,d MB (dayshift.budget); nothing was stored. Work under way goes on. There is room again when ended tasks are forgotten, which a shorter retention makes sooner."
                                    .formatted(used / MEGABYTE, limit / MEGABYTE))
                    .retryAfter(REST);
        }
    }

    /** The memory that may be used, in bytes; empty when there is no limit or Redis has not been asked yet. */
    public OptionalLong limit() {
        return vitals.get().map(budget::limit).orElseGet(OptionalLong::empty);
    }
}
