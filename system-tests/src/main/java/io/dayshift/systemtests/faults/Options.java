package io.dayshift.systemtests.faults;

import io.dayshift.systemtests.crew.Arguments;
import java.time.Duration;
import java.util.List;

/**
 * How long and how hard.
 *
 * @param every mean time between two faults
 */
record Options(int minutes, long seed, int rate, Duration every, Duration round) {

    static Options read(List<String> given) {
        var arguments = new Arguments(given);
        return new Options(
                arguments.count("--minutes", 10),
                arguments.number("--seed", System.nanoTime() % 100_000),
                arguments.count("--rate", 500),
                Duration.ofMillis(arguments.number("--every-ms", 4000)),
                Duration.ofSeconds(arguments.number("--round-seconds", 110)));
    }
}
