package io.dayshift.systemtests.faults;

import java.time.Duration;
import java.util.List;

/**
 * How long and how hard.
 *
 * @param every mean time between two faults
 */
record Options(int minutes, long seed, int rate, Duration every, Duration round) {

    static Options read(List<String> arguments) {
        return new Options(
                (int) number(arguments, "--minutes", 10),
                number(arguments, "--seed", System.nanoTime() % 100_000),
                (int) number(arguments, "--rate", 500),
                Duration.ofMillis(number(arguments, "--every-ms", 4000)),
                Duration.ofSeconds(number(arguments, "--round-seconds", 110)));
    }

    private static long number(List<String> arguments, String name, long usual) {
        var at = arguments.indexOf(name);
        return at < 0 || at + 1 == arguments.size() ? usual : Long.parseLong(arguments.get(at + 1));
    }
}
