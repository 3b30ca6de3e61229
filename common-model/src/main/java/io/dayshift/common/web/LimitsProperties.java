package io.dayshift.common.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a caller may ask of a service. What is part of the protocol (longest names, most labels, largest payload) is not
 * here: it is the same everywhere.
 *
 * @param body longest body
 * @param batchBody longest body of a batch of tasks
 * @param bodies what all bodies over 32 KB that are under way may have together, and half of it those of one caller; above it
 *     429. A sixteenth of the heap, and at least the longest one, when it is 0
 * @param headTime from the first byte of a request to the end of its headers; then the connection is closed
 * @param bodyTime from the headers to the end of the body; then 408
 * @param waits requests with {@code ?wait=} at a time; above it 429
 * @param waitsPerCaller the same for one caller
 * @param submits tasks a second that one caller may hand in, evened out; above it 429. 0 for no limit
 * @param submitsAtOnce tasks that a caller who has been silent may hand in at once, when {@code submits} is a limit; a larger
 *     batch is taken when all of it is there, and the rest is waited for before the next
 */
@ConfigurationProperties("dayshift.limits")
public record LimitsProperties(
        @DefaultValue("1MB") DataSize body,
        @DefaultValue("16MB") DataSize batchBody,
        @DefaultValue("0") DataSize bodies,
        @DefaultValue("5s") Duration headTime,
        @DefaultValue("30s") Duration bodyTime,
        @DefaultValue("5000") int waits,
        @DefaultValue("1000") int waitsPerCaller,
        @DefaultValue("0") long submits,
        @DefaultValue("10000") long submitsAtOnce) {

    /** Where batches of tasks go. */
    static final String BATCH = "/v1/tasks/batch";

    /** Of a body that is read, taken apart and stored, the heap holds some six times its length. */
    private static final int PART_OF_HEAP = 16;

    public LimitsProperties {
        var longest = longest(body, batchBody);
        bodies = bodies.toBytes() == 0
                ? DataSize.ofBytes(Math.max(longest, Runtime.getRuntime().maxMemory() / PART_OF_HEAP))
                : bodies;
        check("bodies", bodies.toBytes() >= longest);
        check("body", body.toBytes() > 0);
        check("batch-body", batchBody.toBytes() > 0);
        check("head-time", headTime.isPositive());
        check("body-time", bodyTime.isPositive());
        check("waits", waits >= 0);
        check("waits-per-caller", waitsPerCaller >= 0);
        check("submits", submits >= 0);
        check("submits-at-once", submitsAtOnce > 0);
    }

    /** The longest body of a request to that path, in bytes. */
    long bodyOf(String path) {
        return path.equals(BATCH) ? batchBody.toBytes() : body.toBytes();
    }

    /** What the long bodies of one caller may have together, in bytes: half of all, so that nobody keeps others out alone. */
    long bodiesPerCaller() {
        return Math.max(bodies.toBytes() / 2, longest(body, batchBody));
    }

    private static long longest(DataSize body, DataSize batchBody) {
        return Math.max(body.toBytes(), batchBody.toBytes());
    }

    private static void check(String name, boolean good) {
        if (!good) {
            throw new IllegalArgumentException("dayshift.limits." + name + " is too small");
        }
    }
}
