package io.dayshift.common.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A child process that ends when this process ends, however that comes about. It is started by a shell that holds a pipe
 * from here: at its end, which even {@code kill -9} of this process brings, the shell stops the child (SIGTERM, and
 * SIGKILL after 30 s). Both have a session of their own where the system has {@code setsid}, so Ctrl-C in a terminal, or
 * a signal to the whole process group, reaches only this process, and the shell lives to do its duty.
 */
public final class GuardedProcess implements AutoCloseable {

    private static final String OWN_SESSION = """
            if command -v setsid >/dev/null 2>&1; then exec setsid sh -c "$0" guard "$@"; else exec sh -c "$0" guard "$@"; fi
            """;

    private static final String GUARD = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            echo "$child" > "$GUARD_PID_FILE"
            {
              cat <&3 >/dev/null
              kill "$child"
              for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
                kill -0 "$child" || exit
                sleep 1
              done
              kill -9 "$child"
            } 2>/dev/null &
            guard=$!
            wait "$child"
            status=$?
            kill "$guard" 2>/dev/null
            exit "$status"
            """;

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final Process shell;
    private final ProcessHandle child;

    private GuardedProcess(Process shell, ProcessHandle child) {
        this.shell = shell;
        this.child = child;
    }

    /**
     * Starts a child.
     *
     * @param environment variables it has besides those of this process
     * @param log file that gets what it writes, appended
     */
    public static GuardedProcess start(List<String> command, Map<String, String> environment, Path log) {
        try {
            var pidFile = Files.createTempFile("dayshift-", ".pid");
            var guarded = new ArrayList<>(List.of("sh", "-c", OWN_SESSION, GUARD));
            guarded.addAll(command);
            var builder = new ProcessBuilder(guarded)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            builder.environment().put("GUARD_PID_FILE", pidFile.toString());
            var shell = builder.start();
            return new GuardedProcess(shell, child(shell, pidFile, log));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    private static ProcessHandle child(Process shell, Path pidFile, Path log) throws IOException {
        try {
            for (var looks = START.dividedBy(LOOK_EVERY); looks > 0; looks--) {
                var pid = Files.readString(pidFile).strip();
                if (!pid.isEmpty()) {
                    return ProcessHandle.of(Long.parseLong(pid))
                            .orElseThrow(() -> new IOException("it ended at once; see " + log));
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            shell.destroy();
            throw new IOException("no process after " + START.toSeconds() + " s; see " + log);
        } finally {
            Files.delete(pidFile);
        }
    }

    /** The child itself, not the shell that guards it. */
    public ProcessHandle child() {
        return child;
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return shell.isAlive();
    }

    /** Waits for the end; returns whether it came in time. */
    public boolean awaitEnd(Duration atMost) {
        try {
            return shell.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The exit status of a child that has ended; 128 and the number of the signal when one ended it. */
    public int exitValue() {
        return shell.exitValue();
    }

    /** Asks the child to end (SIGTERM) and does not wait. */
    public void stop() {
        child.destroy();
    }

    /** Ends the child at once (SIGKILL) and waits for that. */
    public void kill() {
        child.destroyForcibly();
        awaitEnd(Duration.ofSeconds(5));
    }

    /** Stops the child; ends it at once if it takes more than 10 s. */
    @Override
    public void close() {
        stop();
        if (!awaitEnd(Duration.ofSeconds(10))) {
            kill();
        }
    }
}
