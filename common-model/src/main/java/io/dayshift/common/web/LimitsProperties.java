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
        @DefaultValue("10s") Duration headTime,
        @DefaultValue("30s") Duration bodyTime,
        @DefaultValue("5000") int waits,
        @DefaultValue("1000") int waitsPerCaller,
        @DefaultValue("0") long submits,
        @DefaultValue("10000") long submitsAtOnce) {

    public LimitsProperties {
        check("body", body.toBytes() > 0);
        check("batch-body", batchBody.toBytes() > 0);
        check("head-time", headTime.isPositive());
        check("body-time", bodyTime.isPositive());
        check("waits", waits >= 0);
        check("waits-per-caller", waitsPerCaller >= 0);
        check("submits", submits >= 0);
        check("submits-at-once", submitsAtOnce > 0);
    }

    private static void check(String name, boolean good) {
        if (!good) {
            throw new IllegalArgumentException("dayshift.limits." + name + " is too small");
        }
    }
}
