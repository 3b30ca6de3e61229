package io.dayshift.common.store;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Opens the store on whatever {@code spring.data.redis.*} describes: one server, Sentinel or Cluster. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StoreProperties.class, ReplicaProperties.class})
public class StoreConfiguration {

    private static final Logger log = LoggerFactory.getLogger(StoreConfiguration.class);
    private static final Duration FIRST_RECONNECT = Duration.ofMillis(50);
    private static final Duration LAST_RECONNECT = Duration.ofMillis(500);

    /** Lettuce allows a server that announces maintenance 10 s more for each command unless told a negative time. */
    private static final Duration NO_LONGER = Duration.ofSeconds(-1);

    /** Comes back within half a second of Redis; Lettuce alone would wait up to 30 s. */
    @Bean
    ClientResourcesBuilderCustomizer quickReconnect() {
        return resources -> resources.reconnectDelay(
                () -> Delay.exponential(FIRST_RECONNECT, LAST_RECONNECT, 2, TimeUnit.MILLISECONDS));
    }

    /** Fails at once while Redis is away, soon when it does not answer, and never sends a command a second time by itself. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .timeoutOptions(TimeoutOptions.builder()
                        .fixedTimeout(RedisLink.TIMEOUT)
                        .relaxedTimeoutsDuringMaintenance(NO_LONGER)
                        .build())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(RedisLink.TIMEOUT)
                        .keepAlive(true)
                        .build());
    }

    /**
     * Takes buffers out of Netty's pool: its allocator of choice gives larger ones back to the system after each call, for
     * which since Java 25 every thread of the process is stopped.
     */
    @Bean
    ClientResourcesBuilderCustomizer pooledBuffers() {
        return resources -> resources.nettyCustomizer(new NettyCustomizer() {
            @Override
            public void afterBootstrapInitialized(Bootstrap bootstrap) {
                bootstrap.option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
            }
        });
    }

    @Bean
    RedisKeys redisKeys(StoreProperties properties) {
        return new RedisKeys(properties.namespace());
    }

    @Bean
    RedisConnections redisConnections(LettuceConnectionFactory factory, RedisKeys keys) {
        return new RedisConnections(factory.getRequiredNativeClient(), new Form(keys));
    }

    @Bean
    RedisLink redisLink(RedisConnections connections) {
        return connections.link();
    }

    /** Has the start fail when the namespace is of another build. With Redis away, that is found out when it is there. */
    @Bean
    SmartInitializingSingleton formCheck(RedisLink redis) {
        return () -> {
            try {
                redis.open();
            } catch (StoreUnavailableException e) {
                log.warn("event=store-away cause=\"{}\"; the service is ready when Redis is there", e.getMessage());
            }
        };
    }

    /** What submits go over: a link of their own when they wait for replicas. It is closed with the client. */
    @Bean(defaultCandidate = false, destroyMethod = "")
    RedisLink submitLink(RedisLink redis, RedisConnections connections, ReplicaProperties replicas) {
        return replicas.areAwaited() ? connections.replicatedLink(replicas) : redis;
    }

    @Bean
    TaskStore taskStore(
            RedisLink redis, @Qualifier("submitLink") RedisLink submits, RedisKeys keys, MeterRegistry meters) {
        return new TaskStore(redis, submits, keys, meters);
    }

    @Bean
    StationStore stationStore(RedisLink redis, RedisKeys keys, MeterRegistry meters) {
        return new StationStore(redis, keys, meters);
    }

    @Bean
    WorkerStore workerStore(
            RedisLink redis, RedisKeys keys, StoreProperties properties, InstantSource clock, MeterRegistry meters) {
        return new WorkerStore(redis, keys, properties.lease(), clock, meters);
    }

    @Bean
    Listing listing(RedisLink redis, RedisKeys keys, TaskStore tasks) {
        return new Listing(redis, keys, tasks);
    }

    @Bean
    VitalsWatch vitalsWatch(RedisLink redis, RedisKeys keys, ReplicaProperties replicas, InstantSource clock) {
        return new VitalsWatch(redis, keys.stats(), replicas.areAwaited(), clock);
    }

    @Bean
    StoreHealthIndicator store(VitalsWatch watch) {
        return new StoreHealthIndicator(watch);
    }
}
