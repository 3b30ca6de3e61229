package io.dayshift.manager.system;

import io.dayshift.common.loop.SteadyClock;
import io.dayshift.common.store.RedisConnections;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.common.store.StoreConfiguration;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.web.WebConfiguration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the shared parts together. */
@Configuration(proxyBeanMethods = false)
@Import({StoreConfiguration.class, WebConfiguration.class})
class ManagerConfiguration {

    @Bean
    InstantSource clock() {
        return new SteadyClock();
    }

    @Bean
    Wakeups wakeups() {
        return new Wakeups();
    }

    @Bean
    Waiters waiters(TaskStore tasks) {
        return new Waiters(tasks);
    }

    @Bean
    Ears ears(RedisConnections connections, RedisKeys keys, Wakeups wakeups, Waiters waiters) {
        return new Ears(connections, keys, wakeups, waiters);
    }

    @Bean
    Leadership leadership(WorkerStore workers) {
        return new Leadership(workers);
    }
}
