package io.dayshift.systemtests.crew;

import io.dayshift.common.store.RedisKeys;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three masters that share the slots and a replica of each, which takes over when its master is gone for a second. */
public final class ClusterRedis extends RedisSetup {

    private static final int MASTERS = 3;
    private static final int SLOT = SlotHash.getSlot(new RedisKeys("dayshift").prefix());

    private final List<Member> members = new ArrayList<>();

    /** A node and the port that the others talk to it at. */
    private record Member(RedisNode node, int busPort) {

        static Member start(Path folder) {
            var busPort = Ports.free();
            var node = new RedisNode(
                    folder,
                    "--cluster-enabled",
                    "yes",
                    "--cluster-port",
                    Integer.toString(busPort),
                    "--cluster-node-timeout",
                    "1000");
            return new Member(node, busPort);
        }

        String id() {
            return node.ask(redis -> redis.clusterMyId());
        }

        void meet(Member other) {
            var arguments = new CommandArgs<>(StringCodec.UTF8)
                    .add("MEET")
                    .add("127.0.0.1")
                    .add(other.node.port())
                    .add(other.busPort);
            node.ask(redis -> redis.dispatch(CommandType.CLUSTER, new StatusOutput<>(StringCodec.UTF8), arguments));
        }

        boolean hasMet(int all) {
            return node.ask(redis -> redis.clusterInfo()).contains("cluster_known_nodes:" + all);
        }

        boolean isOk() {
            return node.ask(redis -> redis.clusterInfo()).contains("cluster_state:ok");
        }

        boolean replicate(String masterId) {
            try {
                node.ask(redis -> redis.clusterReplicate(masterId));
                return true;
            } catch (RedisException e) {
                // It does not know that node as a master yet.
                return false;
            }
        }
    }

    private ClusterRedis(Path folder) {
        for (var i = 1; i <= 2 * MASTERS; i++) {
            members.add(Member.start(folder.resolve("redis-" + i)));
        }
    }

    /** Starts the nodes, makes a cluster of them and waits until it is one. */
    public static ClusterRedis start(Path folder) {
        var setup = new ClusterRedis(folder);
        setup.shareSlots();
        setup.members.stream()
                .skip(1)
                .forEach(member -> setup.members.getFirst().meet(member));
        setup.awaitAll(member -> member.hasMet(2 * MASTERS), "the nodes know each other");
        setup.appointReplicas();
        setup.awaitAll(Member::isOk, "the cluster is whole");
        return setup;
    }

    private void awaitAll(Predicate<Member> so, String what) {
        Waiting.expect(LONG, () -> members.stream().allMatch(so), what);
    }

    private void shareSlots() {
        var share = (SlotHash.SLOT_COUNT + MASTERS - 1) / MASTERS;
        for (var i = 0; i < MASTERS; i++) {
            var slots = IntStream.range(i * share, Math.min((i + 1) * share, SlotHash.SLOT_COUNT))
                    .toArray();
            members.get(i).node().ask(redis -> redis.clusterAddSlots(slots));
        }
    }

    private void appointReplicas() {
        for (var i = 0; i < MASTERS; i++) {
            var replica = members.get(MASTERS + i);
            var masterId = members.get(i).id();
            Waiting.expect(LONG, () -> replica.replicate(masterId), "a node is told to be a replica");
            Waiting.expect(LONG, () -> replica.node().follows(), "the replica follows");
        }
    }

    @Override
    public List<String> options() {
        var options = new ArrayList<>(ServiceUser.springOptions());
        options.add("--spring.data.redis.cluster.nodes="
                + members.stream()
                        .map(member -> "127.0.0.1:" + member.node().port())
                        .collect(Collectors.joining(",")));
        return options;
    }

    @Override
    List<RedisNode> nodes() {
        return members.stream().map(Member::node).toList();
    }

    @Override
    RedisNode masterNode() {
        var living = nodes().stream().filter(RedisNode::isAlive).findAny().orElseThrow();
        String known = living.ask(redis -> redis.clusterNodes());
        var owner = ClusterPartitionParser.parse(known).getMasterBySlot(SLOT);
        return nodes().stream()
                .filter(node -> owner != null && node.port() == owner.getUri().getPort())
                .findAny()
                .orElseThrow();
    }
}
