package io.dayshift.manager.why;

import io.dayshift.common.task.TaskId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where people ask why a task is where it is. */
@RestController
@Tag(name = "tasks")
@RequiredArgsConstructor
class WhyController {

    private final Explanations explanations;

    /** Says why a task is where it is. */
    @Operation(summary = "Why is this task where it is?", description = "In words a person understands.")
    @GetMapping("/v1/tasks/{id}/why")
    Explanation why(@PathVariable TaskId id) {
        return explanations.explain(id);
    }
}
