package io.dayshift.helm;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Makes a Markdown table of a file of values: each with its default and the comment above it. */
final class ValuesTable {

    private final List<String> lines;
    private final Map<String, Object> values;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<String> rows = new ArrayList<>();

    private ValuesTable(String text) {
        this.lines = text.lines().toList();
        this.values = new Yaml().load(text);
    }

    static String of(String text) {
        var table = new ValuesTable(text);
        table.rows.add("| value | default | what it is |");
        table.rows.add("| --- | --- | --- |");
        table.add((MappingNode) new Yaml().compose(new StringReader(text)), table.values);
        return table.rows.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** One row for each value; a map with values in it has rows for those instead. */
    private void add(MappingNode node, Map<?, ?> level) {
        for (var entry : node.getValue()) {
            var key = ((ScalarNode) entry.getKeyNode()).getValue();
            var value = level.get(key);
            path.addLast(key);
            if (value instanceof Map<?, ?> below
                    && !below.isEmpty()
                    && isDescribed(entry.getValueNode().getStartMark().getLine())) {
                add((MappingNode) entry.getValueNode(), below);
            } else {
                rows.add("| `%s` | `%s` | %s |"
                        .formatted(
                                String.join(".", path),
                                shown(value),
                                comment(entry.getKeyNode().getStartMark().getLine())));
            }
            path.removeLast();
        }
    }

    /** Whether the values in a map have comments, rather than the map as a whole. */
    private boolean isDescribed(int firstLine) {
        return isComment(firstLine - 1) || lines.get(firstLine).strip().endsWith(":");
    }

    private String comment(int line) {
        var words = new ArrayDeque<String>();
        for (var above = line - 1; above >= 0 && isComment(above); above--) {
            words.addFirst(lines.get(above).strip().substring(1).strip());
        }
        return String.join(" ", words).replace("|", "\\|");
    }

    private boolean isComment(int line) {
        return line >= 0 && lines.get(line).strip().startsWith("#");
    }

    private static String shown(Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> '"' + text + '"';
            case Map<?, ?> map when map.isEmpty() -> "{}";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + shown(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(ValuesTable::shown).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }
}
