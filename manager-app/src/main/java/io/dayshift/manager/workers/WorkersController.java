package io.dayshift.manager.workers;

import io.dayshift.common.message.PageBody;
import io.dayshift.common.message.ShutdownRequest;
import io.dayshift.common.message.ShutdownResponse;
import io.dayshift.common.message.TaskBody;
import io.dayshift.common.message.WorkerBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the crew is looked after. */
@RestController
@RequestMapping("/v1/workers")
@Tag(name = "workers")
@RequiredArgsConstructor
class WorkersController {

    private final Crew crew;
    private final CrewShutdown shutdown;

    @Operation(summary = "List the workers")
    @GetMapping
    PageBody<WorkerBody> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return crew.page(limit, cursor);
    }

    @Operation(summary = "Show a worker")
    @GetMapping("/{id}")
    WorkerBody show(@PathVariable String id) {
        return WorkerBody.of(crew.find(id));
    }

    @Operation(summary = "List a worker's queue, next first")
    @GetMapping("/{id}/queue")
    PageBody<TaskBody> queue(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return crew.queue(id, limit, cursor);
    }

    @Operation(summary = "List what a worker has finished, newest first", description = "Its last 1000 attempts.")
    @GetMapping("/{id}/results")
    PageBody<Crew.FinishedBody> results(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return crew.results(id, limit, cursor);
    }

    @Operation(
            summary = "Drain a worker",
            description = "It finishes what it runs and takes nothing new; what it has not started goes to others.")
    @PostMapping("/{id}/drain")
    @ResponseStatus(HttpStatus.ACCEPTED)
    WorkerBody drain(@PathVariable String id) {
        return WorkerBody.of(crew.drain(id));
    }

    @Operation(summary = "Open a drained worker for tasks again")
    @PostMapping("/{id}/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    WorkerBody resume(@PathVariable String id) {
        return WorkerBody.of(crew.resume(id));
    }

    @Operation(summary = "Send a worker home", description = "DRAIN lets running tasks finish, NOW hands them back.")
    @PostMapping("/{id}/shutdown")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ShutdownResponse shutdown(
            @PathVariable String id, @RequestBody(required = false) @Nullable ShutdownRequest request) {
        return shutdown.one(crew.find(id), request == null ? ShutdownRequest.DEFAULT : request.orDefault());
    }

    @Operation(summary = "Send the whole crew home", description = "Needs `confirm: true`; answered for each worker.")
    @PostMapping("/shutdown")
    @ResponseStatus(HttpStatus.ACCEPTED)
    List<CrewShutdown.Outcome> shutdownAll(@RequestBody CrewShutdown.Request request) {
        return shutdown.all(crew.present(), request);
    }
}
