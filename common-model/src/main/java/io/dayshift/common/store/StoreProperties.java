package io.dayshift.common.store;

import io.dayshift.common.task.Names;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What managers and workers of one crew must agree on.
 *
 * @param namespace keeps crews on one Redis apart; part of every key
 * @param lease how long a worker may be silent before it counts as away; at least 1 s
 */
@ConfigurationProperties("dayshift")
public record StoreProperties(
        @DefaultValue("dayshift") String namespace,
        @DefaultValue("3s") Duration lease) {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    public StoreProperties {
        Names.require("dayshift.namespace", namespace);
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("dayshift.lease must be at least 1s");
        }
    }

    /** How often a lease is renewed: four times in its length. */
    public Duration renewEvery() {
        return lease.dividedBy(4);
    }
}
