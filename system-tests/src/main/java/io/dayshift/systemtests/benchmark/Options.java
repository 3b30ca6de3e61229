package io.dayshift.systemtests.benchmark;

import java.util.List;

/**
 * What to measure.
 *
 * @param tasks how many are submitted in a run
 * @param capacity tasks that a worker runs at a time
 * @param runs how often the throughput is measured, after a warm-up
 */
record Options(int tasks, int capacity, int workers, int runs) {

    static Options read(List<String> arguments) {
        return new Options(
                number(arguments, "--tasks", 200_000),
                number(arguments, "--capacity", 256),
                number(arguments, "--workers", 2),
                number(arguments, "--runs", 3));
    }

    private static int number(List<String> arguments, String name, int usual) {
        var at = arguments.indexOf(name);
        return at < 0 || at + 1 == arguments.size() ? usual : Integer.parseInt(arguments.get(at + 1));
    }
}
