package io.dayshift.systemtests.modes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what is lost when the master of Redis is killed. */
@Command(
        name = "modes",
        description = "Kills the master of Redis under load, for each way of running Redis, and counts what is lost.")
public final class ModesCommand implements Callable<Integer> {

    @Option(names = "--seconds", description = "Load in all, half of it before the fault, in s.")
    private int seconds = 20;

    @Option(names = "--runs", description = "Runs of each mode.")
    private int runs = 1;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Modes.run(Path.of(".dayshift", "modes"), Duration.ofSeconds(seconds), runs);
        return 0;
    }
}
