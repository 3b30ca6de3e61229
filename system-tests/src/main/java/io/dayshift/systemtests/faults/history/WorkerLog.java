package io.dayshift.systemtests.faults.history;

import io.dayshift.systemtests.faults.history.Event.Finished;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads from a worker's own log how its finishes were answered. */
public final class WorkerLog {

    /** What a worker has to be started with for its log to be read here. */
    public static final List<String> OPTIONS = List.of(
            "--logging.level.io.dayshift.transitions=DEBUG",
            "--logging.pattern.console=%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\", UTC} %-5level %logger{0} %msg%n");

    private static final Pattern VERDICT = Pattern.compile("^(\\S+) DEBUG .*event=verdict verb=(\\S+) task=(\\S+)"
            + " attempt=(\\d+) worker=(\\S+) session=(\\S+) verdict=(\\S+)");

    private final Tail tail;
    private final MonotonicTime time;

    public WorkerLog(Path file, MonotonicTime time) {
        this.tail = new Tail(file);
        this.time = time;
    }

    /** What was added since the last call. */
    public List<Finished> news() {
        return tail.newLines().stream()
                .filter(line -> line.contains("event=verdict"))
                .map(this::finished)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty for a line that a kill has torn. */
    private Optional<Finished> finished(String line) {
        var found = VERDICT.matcher(line);
        return found.find()
                ? Optional.of(new Finished(
                        time.of(Instant.parse(found.group(1))),
                        found.group(2),
                        found.group(3),
                        Long.parseLong(found.group(4)),
                        found.group(5),
                        found.group(6),
                        found.group(7)))
                : Optional.empty();
    }
}
