package io.dayshift.systemtests.crew;

import io.dayshift.common.process.GuardedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A manager or worker that runs, and where it is reached.
 *
 * @param log file that has what it wrote
 */
public record Service(String name, GuardedProcess process, URI address, Path log) {

    /**
     * Starts one.
     *
     * @param port it is told to listen at by the arguments
     * @param arguments Spring properties as {@code --name=value}
     * @param logs folder that its log is appended in
     */
    public static Service start(Program program, String name, int port, List<String> arguments, Path logs) {
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var log = logs.resolve(name + ".log").toAbsolutePath();
        var process = GuardedProcess.start(program.command(arguments), Map.of(), log);
        return new Service(name, process, URI.create("http://127.0.0.1:" + port), log);
    }

    /** Waits until it says that it is ready; fails with a word about its log when it is not in three minutes. */
    public void awaitReady() {
        var api = new Api(address);
        var ready = Waiting.until(
                Duration.ofMinutes(3), () -> !process.isAlive() || api.answers("/actuator/health/readiness"));
        if (!ready || !process.isAlive()) {
            throw new IllegalStateException(name + " has not become ready; see " + log);
        }
    }
}
