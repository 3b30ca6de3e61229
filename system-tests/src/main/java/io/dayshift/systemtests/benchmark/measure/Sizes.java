package io.dayshift.systemtests.benchmark.measure;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param tasks in a run of the bulk
 * @param warmUp tasks, and a hundredth of them single ones, before anything is measured
 * @param singles tasks that are waited for one after the other
 * @param turn how long single submits are sent without a change of sides
 * @param openLoop how long tasks come at a fixed rate
 * @param memoryTasks tasks whose memory is measured
 * @param idle how long an idle crew is looked at
 * @param backlog pending tasks that nobody works on
 * @param lightWorkers workers in this process
 * @param reads of each kind whose 99th percentile is taken
 */
public record Sizes(
        int tasks,
        int warmUp,
        int singles,
        Duration turn,
        Duration openLoop,
        int memoryTasks,
        Duration idle,
        int backlog,
        int lightWorkers,
        int reads) {

    /** What figures are published with. */
    public static final Sizes FULL = new Sizes(
            200_000,
            100_000,
            2_000,
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            100_000,
            Duration.ofSeconds(30),
            1_000_000,
            100,
            1_000);

    /** As little as shows that all of it works. */
    public static final Sizes SMOKE = new Sizes(
            2_000, 500, 20, Duration.ofMillis(200), Duration.ofMillis(500), 1_000, Duration.ofSeconds(1), 1_000, 5, 20);

    public Sizes withTasks(int others) {
        return new Sizes(others, warmUp, singles, turn, openLoop, memoryTasks, idle, backlog, lightWorkers, reads);
    }

    public Sizes withCrowd(int otherBacklog, int otherLightWorkers) {
        return new Sizes(
                tasks, warmUp, singles, turn, openLoop, memoryTasks, idle, otherBacklog, otherLightWorkers, reads);
    }
}
