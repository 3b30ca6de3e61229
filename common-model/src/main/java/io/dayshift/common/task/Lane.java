package io.dayshift.common.task;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tasks that any worker sees alike: the same type, queue, priority and required labels. Each lane is a FIFO of its own
 * in the backlog, so a task that no worker can run never stands in the way of another.
 *
 * @param priority 0 to 9, 9 goes first
 * @param requires labels that a worker must have, by key
 */
public record Lane(String type, String queue, int priority, SortedMap<String, String> requires) {

    public static final int MAX_PRIORITY = 9;

    public Lane {
        Names.require("type", type);
        Names.require("queue", queue);
        if (priority < 0 || priority > MAX_PRIORITY) {
            throw new IllegalArgumentException("priority must be 0 to 9");
        }
        requires = requires.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(requires));
    }

    /** Tells whether a worker with these labels may take the tasks of this lane. */
    public boolean suits(Map<String, String> workerLabels) {
        return workerLabels.entrySet().containsAll(requires.entrySet());
    }

    /** Writes the lane as it stands in Redis: {@code type:queue:priority}, then {@code :key=value,...} if it requires any. */
    public String encoded() {
        var name = type + ':' + queue + ':' + priority;
        return requires.isEmpty()
                ? name
                : requires.entrySet().stream()
                        .map(label ->
                                label.getKey() + '=' + URLEncoder.encode(label.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(",", name + ':', ""));
    }

    /** Reads what {@link #encoded()} wrote. */
    public static Lane decode(String encoded) {
        var parts = encoded.split(":", 4);
        var requires = new TreeMap<String, String>();
        if (parts.length == 4) {
            for (var label : parts[3].split(",")) {
                var at = label.indexOf('=');
                requires.put(
                        label.substring(0, at), URLDecoder.decode(label.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return new Lane(parts[0], parts[1], Integer.parseInt(parts[2]), requires);
    }
}
