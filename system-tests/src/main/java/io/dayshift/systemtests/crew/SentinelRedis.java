package io.dayshift.systemtests.crew;

import io.dayshift.common.process.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A master, a replica and three sentinels, which make the replica the master when the master is gone for a second. */
public final class SentinelRedis extends RedisSetup {

    private static final String NAME = "crew";
    private static final int SENTINELS = 3;

    private final List<RedisNode> nodes = new ArrayList<>();
    private final List<RedisServer> sentinels = new ArrayList<>();
    private final RedisClient client;

    private SentinelRedis(Path folder) {
        nodes.add(new RedisNode(folder.resolve("redis-1")));
        var port = nodes.getFirst().port();
        nodes.add(new RedisNode(folder.resolve("redis-2"), "--replicaof", "127.0.0.1", Integer.toString(port)));
        for (var i = 1; i <= SENTINELS; i++) {
            sentinels.add(RedisServer.startSentinel(folder.resolve("sentinel-" + i), watching(port)));
        }
        client = RedisClient.create(
                RedisURI.create("127.0.0.1", sentinels.getFirst().port()));
    }

    private static List<String> watching(int port) {
        return List.of(
                "sentinel monitor %s 127.0.0.1 %d 2".formatted(NAME, port),
                "sentinel down-after-milliseconds %s 1000".formatted(NAME),
                "sentinel failover-timeout %s 5000".formatted(NAME));
    }

    /** Starts all of them and waits until they know each other. */
    public static SentinelRedis start(Path folder) {
        var setup = new SentinelRedis(folder);
        Waiting.expect(LONG, () -> setup.nodes.getLast().follows(), "the replica follows");
        Waiting.expect(LONG, () -> setup.sentinels.stream().allMatch(SentinelRedis::knowsAll), "sentinels know all");
        return setup;
    }

    private static boolean knowsAll(RedisServer sentinel) {
        try (var client = RedisClient.create();
                var connection = client.connectSentinel(RedisURI.create("127.0.0.1", sentinel.port()))) {
            var master = connection.sync().master(NAME);
            return "1".equals(master.get("num-slaves"))
                    && Integer.toString(SENTINELS - 1).equals(master.get("num-other-sentinels"));
        }
    }

    @Override
    public List<String> options() {
        var options = new ArrayList<>(ServiceUser.springOptions());
        options.add("--spring.data.redis.sentinel.master=" + NAME);
        options.add("--spring.data.redis.sentinel.nodes="
                + sentinels.stream()
                        .map(sentinel -> "127.0.0.1:" + sentinel.port())
                        .collect(Collectors.joining(",")));
        return options;
    }

    @Override
    List<RedisNode> nodes() {
        return nodes;
    }

    @Override
    RedisNode masterNode() {
        try (var connection = client.connectSentinel()) {
            var address = (InetSocketAddress) connection.sync().getMasterAddrByName(NAME);
            return nodes.stream()
                    .filter(node -> node.port() == address.getPort())
                    .findAny()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        client.shutdown();
        sentinels.forEach(RedisServer::close);
        super.close();
    }
}
