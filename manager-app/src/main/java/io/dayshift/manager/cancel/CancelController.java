package io.dayshift.manager.cancel;

import io.dayshift.common.message.TaskBody;
import io.dayshift.common.task.TaskId;
import io.dayshift.manager.system.Changes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where tasks are ended on request. */
@RestController
@Tag(name = "tasks")
@RequiredArgsConstructor
class CancelController {

    private final Changes changes;

    /** Ends a task, wherever it is. */
    @Operation(
            summary = "Cancel a task",
            description = "A waiting task never starts; a running one is interrupted. Twice: the same answer.")
    @PostMapping("/v1/tasks/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TaskBody cancel(@PathVariable TaskId id) {
        return TaskBody.of(changes.cancel(id));
    }
}
