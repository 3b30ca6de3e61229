package io.dayshift.systemtests.faults;

import java.time.Duration;

/**
 * How long and how hard.
 *
 * @param length of the whole run; the round that is under way is finished
 * @param seed draws the faults
 * @param rate tasks that are handed in each second
 * @param every mean time between two faults
 * @param round how long a round has faults
 */
record Options(Duration length, long seed, int rate, Duration every, Duration round) {}
