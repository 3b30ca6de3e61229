package io.dayshift.systemtests.crew;

import io.dayshift.common.process.RedisServer;
import java.time.Duration;
import java.util.List;

/** Redis servers as people run them, each a process of its own. */
public abstract sealed class RedisSetup implements AutoCloseable
        permits StandaloneRedis, TlsRedis, SentinelRedis, ClusterRedis {

    /** How long the servers may take to agree on anything. */
    static final Duration LONG = Duration.ofSeconds(60);

    /** What a service has to be told to find them, as {@code --spring.data.redis...=}. */
    public abstract List<String> options();

    /** All servers that hold data. */
    abstract List<RedisNode> nodes();

    /** The one that takes the writes of a crew now, as far as the others know. */
    abstract RedisNode masterNode();

    /** The server that takes the writes of a crew now; asked without TLS. */
    public final RedisServer master() {
        return masterNode().server();
    }

    /** Ends that server at once (SIGKILL). */
    public final void killMaster() {
        masterNode().kill();
    }

    /** Starts what was killed on its port and its data, once another has taken its place if there is one that can. */
    public final void startAgain() {
        if (nodes().size() > 1) {
            Waiting.expect(LONG, () -> masterNode().isAlive(), "the replica has become the master");
        }
        nodes().stream().filter(node -> !node.isAlive()).forEach(RedisNode::startAgain);
    }

    @Override
    public void close() {
        nodes().forEach(RedisNode::close);
    }
}
