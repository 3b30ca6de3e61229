package io.dayshift.systemtests.benchmark;

/**
 * What to measure.
 *
 * @param tasks how many are submitted in a run
 * @param capacity tasks that a worker runs at a time
 * @param runs how often the throughput is measured, after a warm-up
 */
record Options(int tasks, int capacity, int workers, int runs) {}
