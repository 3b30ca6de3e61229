package io.dayshift.manager.list;

import io.dayshift.common.message.PageBody;
import io.dayshift.common.message.TaskBody;
import io.dayshift.common.store.Listing;
import io.dayshift.common.store.TaskFilter;
import io.dayshift.manager.system.Cursor;
import io.dayshift.manager.system.Limits;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns pages of tasks into what the API shows. */
@Component
@RequiredArgsConstructor
final class TaskLists {

    private final Listing listing;

    PageBody<TaskBody> page(TaskFilter filter, @Nullable String limit, @Nullable String cursor) {
        var name = "tasks " + filter;
        var page = listing.list(filter, Cursor.read(cursor, name), Limits.read(limit));
        return new PageBody<>(
                page.tasks().stream().map(TaskBody::of).toList(),
                page.next().isPresent() ? Cursor.write(page.next().getAsLong(), name) : null);
    }
}
