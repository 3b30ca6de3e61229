package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreConfigurationTest {

    @Test
    void connections_take_their_buffers_out_of_the_pool() {
        var resources = ClientResources.builder();
        new StoreConfiguration().pooledBuffers().customize(resources);
        var bootstrap = new Bootstrap();

        var built = resources.build();
        built.nettyCustomizer().afterBootstrapInitialized(bootstrap);
        built.shutdown();

        assertThat(bootstrap.config().options())
                .isEqualTo(Map.of(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT));
    }
}
