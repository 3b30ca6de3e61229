package io.dayshift.systemtests.faults.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Everything that was seen; recorders on any thread add to it. */
public final class History {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    public void add(Event event) {
        events.add(event);
    }

    public void addAll(Collection<? extends Event> more) {
        events.addAll(more);
    }

    /** What was seen so far, in the order of time. */
    public List<Event> inOrder() {
        return events.stream().sorted(Comparator.comparingLong(Event::at)).toList();
    }

    /** Every event of one kind, in the order of time. */
    public <E extends Event> List<E> all(Class<E> kind) {
        return inOrder().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Writes a line of JSON for each event, compressed. */
    public void write(Path file) {
        try (var out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            for (var event : inOrder()) {
                ObjectNode line =
                        JSON.createObjectNode().put("event", event.getClass().getSimpleName());
                line.setAll((ObjectNode) JSON.valueToTree(event));
                out.write(JSON.writeValueAsString(line));
                out.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
