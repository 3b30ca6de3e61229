package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRejectedException;
import io.dayshift.common.handler.TaskRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * {@code command}: runs {@code {"command": ["sort"], "stdin": "..."}} and returns its exit status and what it wrote. Only
 * programs of the worker's allow-list are run, and without a shell, so nothing in the arguments can start another.
 */
@Slf4j
final class CommandHandler implements TaskHandler {

    private static final int LONGEST_OUTPUT = 128 * 1024;

    /** What programs may know of the worker's surroundings; in all the rest there may be tokens and passwords. */
    private static final Set<String> HARMLESS =
            Set.of("HOME", "LANG", "LANGUAGE", "LC_ALL", "LOGNAME", "PATH", "SHELL", "TMPDIR", "TZ", "USER");

    private final Set<String> allowed;
    private final Set<String> passedOn;

    /**
     * Builds the handler.
     *
     * @param allowed programs
     * @param passedOn names of further environment variables that programs get
     */
    CommandHandler(Set<String> allowed, Set<String> passedOn) {
        this.allowed = Set.copyOf(allowed);
        this.passedOn = Set.copyOf(passedOn);
    }

    private record Payload(
            @Nullable List<@Nullable String> command,
            @Nullable String stdin) {}

    /** How the program ended and what it wrote; each stream is cut at 128 KiB. */
    private record Output(int exitCode, String stdout, String stderr) {}

    @Override
    public String type() {
        return "command";
    }

    @Override
    public Object handle(TaskRun task) throws IOException, InterruptedException {
        var payload = task.payload(Payload.class);
        var program = new ProcessBuilder(command(payload));
        program.environment().keySet().removeIf(name -> !HARMLESS.contains(name) && !passedOn.contains(name));
        var process = program.start();
        try {
            return output(process, payload.stdin() == null ? "" : payload.stdin());
        } finally {
            end(process);
        }
    }

    private List<String> command(Payload payload) {
        var words = payload.command();
        var command = words == null
                ? List.<String>of()
                : words.stream().filter(Objects::nonNull).toList();
        if (words == null || command.isEmpty() || command.size() < words.size()) {
            throw new TaskRejectedException(
                    "The payload must have a command, a list of strings: a program and its arguments.");
        }
        if (command.stream().anyMatch(word -> word.indexOf(0) >= 0)) {
            throw new TaskRejectedException("The payload's command must not contain the character U+0000.");
        }
        if (!allowed.contains(command.getFirst())) {
            throw new TaskRejectedException("This program is not in dayshift.worker.command.allowed of the worker.");
        }
        return command;
    }

    /** Leaves nothing running that can still be found through the program. */
    private static void end(Process process) {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static Output output(Process process, String stdin) throws IOException, InterruptedException {
        var stdout = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), Thread::startVirtualThread);
        var stderr = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), Thread::startVirtualThread);
        Thread.startVirtualThread(() -> write(process, stdin));
        var exitCode = process.waitFor();
        return new Output(exitCode, await(stdout), await(stderr));
    }

    /** Waits for the end of a stream, which a child that outlives the program may hold open. */
    private static String await(CompletableFuture<String> stream) throws IOException, InterruptedException {
        try {
            return stream.get();
        } catch (ExecutionException e) {
            throw new IOException("what the program wrote could not be read", e.getCause());
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            var text = new String(stream.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
            stream.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Process process, String stdin) {
        try (var to = process.getOutputStream()) {
            to.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A program need not read its input to the end; how it ended says what matters.
            log.debug("event=stdin-unread", e);
        }
    }
}
