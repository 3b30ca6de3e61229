package io.dayshift.worker.run;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.task.Names;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The handlers of this worker by task type. */
@Component
public final class HandlerRegistry {

    private final TreeMap<String, TaskHandler> handlers = new TreeMap<>();

    HandlerRegistry(List<TaskHandler> found) {
        for (var handler : found) {
            add(handler);
        }
    }

    private void add(TaskHandler handler) {
        if (!Names.isName(handler.type())) {
            throw new HandlersException(
                    "The type \"%s\" of the handler %s is not acceptable: it %s."
                            .formatted(handler.type(), handler.getClass().getName(), Names.RULE),
                    "Let its type() return another name.");
        }
        var other = handlers.putIfAbsent(handler.type(), handler);
        if (other != null) {
            throw new HandlersException(
                    "Two handlers are there for tasks of type %s: %s and %s."
                            .formatted(
                                    handler.type(),
                                    other.getClass().getName(),
                                    handler.getClass().getName()),
                    "Remove one of them, or give it another type.");
        }
    }

    Optional<TaskHandler> of(String type) {
        return Optional.ofNullable(handlers.get(type));
    }

    public SortedSet<String> types() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(handlers.keySet()));
    }
}
