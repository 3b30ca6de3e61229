package io.dayshift.manager.system;

import io.dayshift.common.loop.SteadyClock;
import io.dayshift.common.security.SecurityConfiguration;
import io.dayshift.common.store.RedisConnections;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.common.store.StoreConfiguration;
import io.dayshift.common.store.Subscription;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.VitalsWatch;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.web.HealthPaths;
import io.dayshift.common.web.LimitsProperties;
import io.dayshift.common.web.WebConfiguration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the shared parts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BudgetProperties.class, RoleRates.class})
@Import({StoreConfiguration.class, WebConfiguration.class, HealthPaths.class, SecurityConfiguration.class})
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

    /** What other processes publish: that there may be work, and that awaited tasks have ended. */
    @Bean
    Subscription subscription(RedisConnections connections, RedisKeys keys, Wakeups wakeups, Waiters waiters) {
        return connections.listen(Map.of(keys.wakeChannel(), wakeups::heard, keys.endedChannel(), waiters::heard));
    }

    @Bean
    Headroom headroom(VitalsWatch watch, BudgetProperties properties) {
        return new Headroom(watch::lastAndLookAgain, properties.toBudget());
    }

    @Bean
    SubmitRate submitRate(LimitsProperties limits, RoleRates rates) {
        return new SubmitRate(limits, rates);
    }

    @Bean
    WaitLimit waitLimit(LimitsProperties limits) {
        return new WaitLimit(limits);
    }

    @Bean
    WebMvcConfigurer boundedWaits(WaitLimit limit) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(limit);
            }
        };
    }

    @Bean
    Leadership leadership(WorkerStore workers, InstantSource clock) {
        return new Leadership(workers, clock);
    }
}
