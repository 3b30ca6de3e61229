package io.dayshift.manager.result;

import io.dayshift.common.message.TaskBody;
import io.dayshift.common.task.TaskId;
import io.dayshift.manager.system.Waits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where tasks and their results are looked at. */
@RestController
@RequestMapping("/v1/tasks/{id}")
@Tag(name = "tasks")
@RequiredArgsConstructor
class ResultController {

    private final Results results;

    /** Shows a task as it stands, or once it is final. */
    @Operation(summary = "Show a task")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "wait",
            example = "5s",
            description = "at most 60s: answers when the task is final or the time is over",
            schema = @Schema(type = "string"))
    @GetMapping
    TaskBody show(@PathVariable TaskId id, @RequestParam(required = false) @Nullable String wait) {
        return TaskBody.of(wait == null ? results.find(id) : results.findAtEnd(id, Waits.read(wait)));
    }

    /** Gives the result as the handler returned it. */
    @Operation(summary = "Get the result alone", description = "The exact JSON. 409 while the task has not succeeded.")
    @GetMapping(path = "/result", produces = MediaType.APPLICATION_JSON_VALUE)
    String result(@PathVariable TaskId id) {
        return results.result(id).text();
    }
}
