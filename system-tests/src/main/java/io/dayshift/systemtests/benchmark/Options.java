package io.dayshift.systemtests.benchmark;

import io.dayshift.systemtests.crew.Arguments;
import java.util.List;

/**
 * What to measure.
 *
 * @param tasks how many are submitted in a run
 * @param capacity tasks that a worker runs at a time
 * @param runs how often the throughput is measured, after a warm-up
 */
record Options(int tasks, int capacity, int workers, int runs) {

    static Options read(List<String> given) {
        var arguments = new Arguments(given);
        return new Options(
                arguments.count("--tasks", 200_000),
                arguments.count("--capacity", 256),
                arguments.count("--workers", 2),
                arguments.count("--runs", 3));
    }
}
