package io.dayshift.systemtests.faults;

import io.dayshift.systemtests.crew.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who takes part.
 *
 * @param capacity tasks that a worker runs at a time
 * @param redisOptions further options of {@code redis-server}
 */
public record Cast(
        Program manager,
        Program worker,
        int managers,
        int workers,
        int capacity,
        Network network,
        List<String> redisOptions) {

    /** How they are connected. */
    public enum Network {
        /** With a proxy on each way. */
        PROXIED,
        /** As they are in life: who calls a dead process is refused. */
        DIRECT
    }

    /**
     * Two managers and three workers on a Redis that syncs before it answers.
     *
     * @param folder gets the jars of the build taken apart
     */
    public static Cast usual(Path folder) {
        return new Cast(
                Program.of("manager-app").shortLived().extracted(folder.resolve("manager-app")),
                Program.of("worker-app").shortLived().extracted(folder.resolve("worker-app")),
                2,
                3,
                32,
                Network.PROXIED,
                List.of("--appendfsync", "always", "--enable-debug-command", "local"));
    }

    public Cast withPrograms(Program otherManager, Program otherWorker) {
        return new Cast(otherManager, otherWorker, managers, workers, capacity, network, redisOptions);
    }

    public Cast withRedisOptions(List<String> others) {
        return new Cast(manager, worker, managers, workers, capacity, network, others);
    }

    public Cast of(int someManagers, int someWorkers, int someCapacity) {
        return new Cast(manager, worker, someManagers, someWorkers, someCapacity, network, redisOptions);
    }

    public Cast withoutProxies() {
        return new Cast(manager, worker, managers, workers, capacity, Network.DIRECT, redisOptions);
    }

    public List<String> managerNames() {
        return names("m-", managers);
    }

    public List<String> workerNames() {
        return names("w-", workers);
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }
}
