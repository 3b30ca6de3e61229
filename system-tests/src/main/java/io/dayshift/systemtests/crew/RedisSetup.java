package io.dayshift.systemtests.crew;

import io.dayshift.common.process.RedisServer;
import java.util.List;

/** Redis servers as people run them, each a process of its own. */
public sealed interface RedisSetup extends AutoCloseable
        permits StandaloneRedis, TlsRedis, SentinelRedis, ClusterRedis {

    /** What a service has to be told to find them, as {@code --spring.data.redis...=}. */
    List<String> options();

    /** The server that takes the writes of a crew now, as far as the others know. */
    RedisServer master();

    /** Ends that server at once (SIGKILL). */
    void killMaster();

    /** Starts what was killed on its port and its data, once another has taken its place if there is one that can. */
    void startAgain();

    @Override
    void close();
}
