package io.dayshift.systemtests.faults;

import io.dayshift.systemtests.crew.Program;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who takes part.
 *
 * @param capacity tasks that a worker runs at a time
 * @param redisOptions further options of {@code redis-server}
 */
public record Cast(
        Program manager, Program worker, int managers, int workers, int capacity, List<String> redisOptions) {

    /** Two managers and three workers, from the jars of the build, on a Redis that syncs before it answers. */
    public static Cast usual() {
        return new Cast(
                Program.of("manager-app"),
                Program.of("worker-app"),
                2,
                3,
                16,
                List.of("--appendfsync", "always", "--enable-debug-command", "local"));
    }

    public Cast withPrograms(Program otherManager, Program otherWorker) {
        return new Cast(otherManager, otherWorker, managers, workers, capacity, redisOptions);
    }

    public Cast withRedisOptions(List<String> others) {
        return new Cast(manager, worker, managers, workers, capacity, others);
    }

    public Cast of(int someManagers, int someWorkers, int someCapacity) {
        return new Cast(manager, worker, someManagers, someWorkers, someCapacity, redisOptions);
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
