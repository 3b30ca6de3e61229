package io.dayshift.systemtests.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Runs the long run of random faults. */
@Command(
        name = "faults",
        description = "Kills, pauses, cuts and fills at random under load, and checks every promise. Ends with 1 when"
                + " one is broken.")
public final class FaultsCommand implements Callable<Integer> {

    @Option(names = "--minutes", description = "How long; the round that is under way is finished.")
    private int minutes = 10;

    @Option(
            names = "--seed",
            description = "Draws the same faults again; random when not given.",
            showDefaultValue = Visibility.NEVER)
    private long seed = System.nanoTime() % 100_000;

    @Option(names = "--rate", description = "Tasks that are handed in each second.")
    private int rate = 500;

    @Option(names = "--every-ms", description = "Mean time between two faults, in ms.")
    private int everyMs = 4000;

    @Option(names = "--round-seconds", description = "How long a round has faults, in s.")
    private int roundSeconds = 110;

    @Override
    public Integer call() throws InterruptedException {
        var options = new Options(
                Duration.ofMinutes(minutes), seed, rate, Duration.ofMillis(everyMs), Duration.ofSeconds(roundSeconds));
        return Faults.run(Path.of(".dayshift", "faults"), options) ? 0 : 1;
    }
}
