package io.dayshift.systemtests.modes;

import io.dayshift.systemtests.crew.ClusterRedis;
import io.dayshift.systemtests.crew.RedisSetup;
import io.dayshift.systemtests.crew.SentinelRedis;
import io.dayshift.systemtests.crew.StandaloneRedis;
import java.nio.file.Path;

/** A way of running Redis. */
enum Mode {
    ONE_ALWAYS("one server, appendfsync always", 0),
    ONE_EVERYSEC("one server, appendfsync everysec", 0),
    SENTINEL("Sentinel, one replica", 0),
    SENTINEL_WAIT("Sentinel, one replica, wait-replicas=1", 1),
    CLUSTER("Cluster, 3 masters, 3 replicas", 0),
    CLUSTER_WAIT("Cluster, 3 masters, 3 replicas, wait-replicas=1", 1);

    private final String description;
    private final int waitReplicas;

    Mode(String description, int waitReplicas) {
        this.description = description;
        this.waitReplicas = waitReplicas;
    }

    RedisSetup start(Path folder) {
        return switch (this) {
            case ONE_ALWAYS -> StandaloneRedis.start(folder, "--appendfsync", "always");
            case ONE_EVERYSEC -> StandaloneRedis.start(folder, "--appendfsync", "everysec");
            case SENTINEL, SENTINEL_WAIT -> SentinelRedis.start(folder);
            case CLUSTER, CLUSTER_WAIT -> ClusterRedis.start(folder);
        };
    }

    String managerOption() {
        return "--dayshift.redis.wait-replicas=" + waitReplicas;
    }

    @Override
    public String toString() {
        return description;
    }
}
