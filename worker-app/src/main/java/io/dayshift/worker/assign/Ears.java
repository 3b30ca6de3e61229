package io.dayshift.worker.assign;

import io.dayshift.common.store.RedisConnections;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.common.store.Subscription;
import io.dayshift.common.task.TaskId;
import io.dayshift.worker.run.RunLoop;
import io.dayshift.worker.system.Identity;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Hears that there is work, and which running tasks were cancelled. A word that is lost is made up for when the run loop
 * looks by itself.
 */
@Configuration(proxyBeanMethods = false)
class Ears {

    @Bean
    Subscription subscription(RedisConnections connections, RedisKeys keys, Identity identity, RunLoop runLoop) {
        return connections.listen(Map.of(
                keys.bellChannel(identity.workerId()),
                _ -> runLoop.bell(),
                keys.cancelledChannel(identity.workerId()),
                id -> TaskId.readCompact(id).ifPresent(runLoop::revoke)));
    }
}
