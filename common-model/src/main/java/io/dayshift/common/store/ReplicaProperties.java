package io.dayshift.common.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an accepted task must have reached before its submit is answered.
 *
 * @param waitReplicas replicas of Redis that must have it besides the master; 0 waits for none
 * @param waitTimeout how long to wait for them; then the submit answers 503, and whether it took effect is not known
 */
@ConfigurationProperties("dayshift.redis")
public record ReplicaProperties(
        @DefaultValue("0") int waitReplicas,
        @DefaultValue("1s") Duration waitTimeout) {

    public ReplicaProperties {
        if (waitReplicas < 0) {
            throw new IllegalArgumentException("dayshift.redis.wait-replicas must not be negative");
        }
        if (waitTimeout.toMillis() < 1 || waitTimeout.compareTo(RedisLink.TIMEOUT) >= 0) {
            throw new IllegalArgumentException("dayshift.redis.wait-timeout must be at least 1ms and shorter than "
                    + RedisLink.TIMEOUT.toSeconds() + "s");
        }
    }

    boolean areAwaited() {
        return waitReplicas > 0;
    }
}
