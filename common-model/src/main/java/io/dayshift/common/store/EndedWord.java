package io.dayshift.common.store;

import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is published of tasks that have ended and that somebody waits for: rows as find.lua has them, by id. */
public final class EndedWord {

    private static final TypeReference<Map<String, @Nullable List<@Nullable Object>>> ROWS = new TypeReference<>() {};

    private EndedWord() {}

    /**
     * Reads a word.
     *
     * @return the tasks as they ended; empty for one that has to be asked for, as it was too large to be told or is not
     *     readable. None for a word that is not readable, such as another build's: who waits looks after it anyway
     */
    public static Map<TaskId, Optional<Task>> read(String word) {
        var ended = new HashMap<TaskId, Optional<Task>>();
        for (Map.Entry<String, @Nullable List<@Nullable Object>> told :
                rows(word).entrySet()) {
            var row = told.getValue();
            TaskId.readCompact(told.getKey()).ifPresent(id -> ended.put(id, task(id, row)));
        }
        return ended;
    }

    private static Map<String, @Nullable List<@Nullable Object>> rows(String word) {
        try {
            @Nullable
            Map<String, @Nullable List<@Nullable Object>> rows =
                    JsonMapper.shared().readValue(word, ROWS);
            return rows == null ? Map.of() : rows;
        } catch (JacksonException e) {
            return Map.of();
        }
    }

    private static Optional<Task> task(TaskId id, @Nullable List<@Nullable Object> row) {
        try {
            return row == null ? Optional.empty() : TaskRow.read(id, new Answer("ended", row));
        } catch (RuntimeException e) {
            return Optional.empty(); // whoever asks for it is told what is wrong with it
        }
    }
}
