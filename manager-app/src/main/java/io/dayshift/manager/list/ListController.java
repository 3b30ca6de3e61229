package io.dayshift.manager.list;

import io.dayshift.common.message.PageBody;
import io.dayshift.common.message.TaskBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where tasks are found. */
@RestController
@Tag(name = "tasks")
@RequiredArgsConstructor
class ListController {

    private final TaskLists lists;

    /** Shows one page of the tasks that match, newest first. */
    @Operation(
            summary = "List tasks, newest first",
            description = "Without payloads and results. A page may hold fewer than `limit` although more follow: there"
                    + " is more as long as there is a `nextCursor`.")
    @GetMapping("/v1/tasks")
    PageBody<TaskBody> list(
            @Parameter(description = "SCHEDULED, PENDING, ASSIGNED, RUNNING, SUCCEEDED, FAILED, CANCELLED or EXPIRED")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String worker,
            @Parameter(description = "`key:value`") @RequestParam(required = false) @Nullable String label,
            @Parameter(description = "1 to 200, default 50") @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return lists.page(FilterForm.check(state, type, queue, worker, label), limit, cursor);
    }
}
