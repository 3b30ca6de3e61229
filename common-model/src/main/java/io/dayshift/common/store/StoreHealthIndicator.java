package io.dayshift.common.store;

import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether Redis can be reached and may be trusted, and how far. Says nothing that a stranger must not read. */
final class StoreHealthIndicator implements HealthIndicator {

    private final VitalsWatch watch;

    StoreHealthIndicator(VitalsWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        try {
            watch.ping();
        } catch (StoreUnavailableException e) {
            return Health.down()
                    .withDetail("reason", "Redis cannot be reached.")
                    .build();
        } catch (OtherFormException e) {
            return Health.down()
                    .withDetail("reason", String.valueOf(e.getMessage()))
                    .build();
        }
        return watch.last()
                .map(StoreHealthIndicator::judge)
                .orElseGet(() -> Health.up()
                        .withDetail("durability", word(Durability.UNKNOWN))
                        .build());
    }

    private static Health judge(Vitals vitals) {
        var health = vitals.evicts()
                ? Health.down()
                        .withDetail(
                                "reason",
                                "maxmemory-policy is %s, so Redis would throw tasks away when it is full. Set it to noeviction: CONFIG SET maxmemory-policy noeviction, and in redis.conf."
                                        .formatted(vitals.evictionPolicy()))
                : Health.up();
        return health.withDetail("durability", word(vitals.durability())).build();
    }

    private static String word(Durability durability) {
        return durability.name().toLowerCase(Locale.ROOT);
    }
}
