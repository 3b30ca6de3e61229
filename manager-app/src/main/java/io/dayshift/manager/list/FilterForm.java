package io.dayshift.manager.list;

import io.dayshift.common.store.TaskFilter;
import io.dayshift.common.task.Names;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks what a list is asked to show. */
final class FilterForm {

    private final List<Problem.Fault> faults = new ArrayList<>();

    private FilterForm() {}

    static TaskFilter check(
            @Nullable String state,
            @Nullable String type,
            @Nullable String queue,
            @Nullable String worker,
            @Nullable String label) {
        var form = new FilterForm();
        var filter = new TaskFilter(
                form.state(state),
                form.name("type", type),
                form.name("queue", queue),
                form.name("worker", worker),
                form.label(label));
        if (!form.faults.isEmpty()) {
            throw Problem.unreadable("The list cannot be shown. See errors for each parameter.", form.faults);
        }
        return filter;
    }

    private @Nullable TaskState state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var state = Stream.of(TaskState.values())
                .filter(known -> known.name().equals(text))
                .findFirst();
        if (state.isEmpty()) {
            faults.add(new Problem.Fault("state", "must be one of " + List.of(TaskState.values())));
        }
        return state.orElse(null);
    }

    private @Nullable String name(String field, @Nullable String text) {
        if (text != null && !Names.isName(text)) {
            faults.add(new Problem.Fault(field, Names.RULE));
        }
        return text;
    }

    /** Labels are asked for as {@code key:value}. */
    private @Nullable String label(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var at = text.indexOf(':');
        if (at < 0 || !Names.isName(text.substring(0, at)) || text.chars().anyMatch(Character::isISOControl)) {
            faults.add(new Problem.Fault("label", "must be key:value"));
            return null;
        }
        return text.substring(0, at) + '=' + text.substring(at + 1);
    }
}
