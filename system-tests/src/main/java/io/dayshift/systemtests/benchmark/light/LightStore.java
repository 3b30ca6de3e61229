package io.dayshift.systemtests.benchmark.light;

import io.dayshift.common.loop.SteadyClock;
import io.dayshift.common.store.StationStore;
import io.dayshift.common.store.StoreConfiguration;
import io.dayshift.common.store.WorkerStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The store as workers use it, in this process. */
final class LightStore implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    /** What the store needs of its application. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataRedisAutoConfiguration.class)
    @Import(StoreConfiguration.class)
    static class Context {

        @Bean
        InstantSource clock() {
            return new SteadyClock();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    LightStore(String redisUrl) {
        this.context = new SpringApplicationBuilder(Context.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(
                        "--spring.data.redis.url=" + redisUrl,
                        "--spring.main.banner-mode=off",
                        "--spring.main.register-shutdown-hook=false",
                        "--logging.level.root=warn",
                        "--logging.level.io.dayshift.transitions=warn");
    }

    StationStore station() {
        return context.getBean(StationStore.class);
    }

    WorkerStore workers() {
        return context.getBean(WorkerStore.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
