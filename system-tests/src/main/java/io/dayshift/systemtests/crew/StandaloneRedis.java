package io.dayshift.systemtests.crew;

import java.nio.file.Path;
import java.util.List;

/** One server. */
public final class StandaloneRedis extends RedisSetup {

    private final RedisNode node;

    private StandaloneRedis(RedisNode node) {
        this.node = node;
    }

    /**
     * Starts it.
     *
     * @param options further options of {@code redis-server}
     */
    public static StandaloneRedis start(Path folder, String... options) {
        return new StandaloneRedis(new RedisNode(folder, options));
    }

    @Override
    public List<String> options() {
        return List.of("--spring.data.redis.url=" + node.server().url());
    }

    @Override
    List<RedisNode> nodes() {
        return List.of(node);
    }

    @Override
    RedisNode masterNode() {
        return node;
    }
}
