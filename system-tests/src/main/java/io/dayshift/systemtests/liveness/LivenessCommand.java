package io.dayshift.systemtests.liveness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon a death is noticed, and that nothing less is taken for one. */
@Command(
        name = "liveness",
        description = "Kills workers and takes the time; then makes workers, managers and Redis stand still or restart."
                + " Ends with 1 when a worker is declared lost for that. 0 leaves one out.")
public final class LivenessCommand implements Callable<Integer> {

    @Option(names = "--kills", description = "Kills of a busy worker.")
    private int kills = 100;

    @Option(names = "--pauses", description = "Pauses of a worker for 2 s.")
    private int pauses = 200;

    @Option(names = "--manager-kills", description = "Kills of a manager.")
    private int managerKills = 50;

    @Option(names = "--redis-kills", description = "Restarts of Redis after 10 s.")
    private int redisKills = 20;

    @Option(names = "--silences", description = "Times that Redis answers nobody for 2.5 s.")
    private int silences = 50;

    @Option(names = "--updates", description = "Restarts of the whole crew, one after the other.")
    private int updates = 5;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var times = new Times(kills, pauses, managerKills, redisKills, silences, updates);
        return Liveness.run(Path.of(".dayshift", "liveness"), times) ? 0 : 1;
    }
}
