package io.dayshift.manager.retry;

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

/** Where tasks that ended badly get another chance. */
@RestController
@Tag(name = "tasks")
@RequiredArgsConstructor
class RetryController {

    private final Changes changes;

    /** Gives a task a fresh set of attempts. */
    @Operation(
            summary = "Retry a task that ended badly",
            description = "FAILED, CANCELLED and EXPIRED become PENDING with fresh attempts, under the same id.")
    @PostMapping("/v1/tasks/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TaskBody retry(@PathVariable TaskId id) {
        return TaskBody.of(changes.retry(id));
    }
}
