package io.dayshift.systemtests.modes;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Crew;
import io.dayshift.systemtests.crew.Submitters;
import io.dayshift.systemtests.crew.Submitters.Accepted;
import io.dayshift.systemtests.crew.Waiting;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/**
 * Measures, for each way of running Redis, how many accepted tasks are lost when its master is killed (SIGKILL) under load
 * and for how long no task is accepted.
 */
final class Modes {

    private static final int CLIENTS = 8;
    private static final int BACK = 100;
    private static final int NOT_FOUND = 404;
    private static final String QUIET = "--logging.level.io.dayshift.transitions=warn";

    private final PrintStream out = System.out;
    private final Duration half;
    private final Path folder;

    private Modes(Path folder, Duration half) {
        this.folder = folder;
        this.half = half;
    }

    /**
     * Measures each mode and prints a row for it.
     *
     * @param load in all, half of it before the fault
     * @param runs of each mode
     */
    static void run(Path folder, Duration load, int runs) throws InterruptedException, ExecutionException {
        var own = folder.resolve(Long.toString(ProcessHandle.current().pid()));
        var modes = new Modes(own, load.dividedBy(2));
        modes.out.printf("%d clients, %d s; the master is killed half way%n", CLIENTS, load.toSeconds());
        modes.out.printf("| %-47s | accepted | lost | s without |%n", "mode");
        for (var run = 1; run <= runs; run++) {
            for (var mode : Mode.values()) {
                modes.print(mode, modes.measure(mode, run));
            }
        }
    }

    private void print(Mode mode, Loss loss) {
        out.printf(
                "| %-47s | %8d | %4d | %9.1f |%n",
                mode, loss.accepted(), loss.lost(), loss.silence().toMillis() / 1e3);
    }

    private Loss measure(Mode mode, int run) throws InterruptedException, ExecutionException {
        var place = folder.resolve(mode.name().toLowerCase(Locale.ROOT) + "-" + run);
        try (var crew = Crew.on(mode.start(place.resolve("redis")), place)) {
            var manager = crew.startManager("manager", 0, mode.managerOption(), QUIET);
            crew.awaitReady(manager);
            crew.awaitReady(crew.startWorker("w-1", 0, QUIET));
            var api = new Api(manager.address());
            var accepted = loadWithFault(crew, api);
            return Loss.of(accepted, lost(api, accepted));
        }
    }

    private List<Accepted> loadWithFault(Crew crew, Api api) {
        var load = Submitters.start(api, CLIENTS, Duration.ZERO);
        Waiting.pass(half);
        crew.killRedis();
        crew.startRedisAgain();
        var before = load.count();
        Waiting.expect(Duration.ofMinutes(2), () -> load.count() > before + BACK, "tasks are accepted again");
        Waiting.pass(half);
        return load.stop();
    }

    private static int lost(Api api, List<Accepted> accepted) throws InterruptedException, ExecutionException {
        try (var readers = new ForkJoinPool(CLIENTS)) {
            return (int) readers.submit(() -> accepted.parallelStream()
                            .filter(task -> api.get("/v1/tasks/" + task.id()).status() == NOT_FOUND)
                            .count())
                    .get()
                    .longValue();
        }
    }
}
