package io.dayshift.common.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a task is tried and how long it rests between attempts.
 *
 * @param maxAttempts 1 to 100
 * @param backoff longest rest after the first failed attempt
 * @param multiplier growth of that rest from attempt to attempt, 1 to 100
 * @param maxBackoff where the growth stops, at most 24 h
 */
public record RetryPolicy(int maxAttempts, Duration backoff, double multiplier, Duration maxBackoff) {

    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(1), 2.0, Duration.ofMinutes(5));

    /** Most attempts a task may ask for. */
    public static final int MOST_ATTEMPTS = 100;

    /** Steepest growth a task may ask for. */
    public static final double MOST_GROWTH = 100;

    public RetryPolicy {
        if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("maxAttempts must be 1 to " + MOST_ATTEMPTS);
        }
        if (!(multiplier >= 1 && multiplier <= MOST_GROWTH)) {
            throw new IllegalArgumentException("multiplier must be 1 to 100");
        }
    }

    /**
     * Draws the rest after a failed attempt, with full jitter: anything from nothing to the backoff of that attempt, so
     * that tasks which failed together do not come back together.
     *
     * @param attempt the one that failed, counted from 1
     */
    public Duration restAfter(int attempt, RandomGenerator random) {
        var longest = Math.min(
                (double) maxBackoff.toMillis(), (double) backoff.toMillis() * Math.pow(multiplier, attempt - 1.0));
        return Duration.ofMillis((long) (random.nextDouble() * longest));
    }
}
