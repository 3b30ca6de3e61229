package io.dayshift.worker.assign;

import io.dayshift.common.message.AssignRequest;
import io.dayshift.common.message.AssignResponse;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.web.Problem;
import io.dayshift.worker.run.Lease;
import io.dayshift.worker.run.RunLoop;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The bell: says that there are tasks in this worker's queue. It can never make a worker run what is not there. */
@RestController
@Tag(name = "crew")
@RequiredArgsConstructor
class AssignController {

    private final Lease lease;
    private final RunLoop runLoop;

    /** Has the worker look into its queue. */
    @Operation(
            summary = "Ring the bell",
            description = "The tasks are in the worker's queue already; ids that are not are ignored.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AssignResponse.class)))
    @ApiResponse(
            responseCode = "409",
            description = "Another session is held; also a 503 while the worker leaves",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = AssignRefusal.class)))
    @PostMapping("/assign")
    ResponseEntity<Object> assign(@RequestBody AssignRequest request) {
        return ring(AssignForm.check(request));
    }

    private ResponseEntity<Object> ring(AssignForm form) {
        if (runLoop.isLeaving() || lease.isDraining()) {
            return AssignRefusal.draining(runLoop.queued());
        }
        if (lease.session()
                .filter(held -> held.session().equals(form.session()))
                .isEmpty()) {
            return AssignRefusal.otherSession(runLoop.queued());
        }
        runLoop.bell();
        return ResponseEntity.ok(new AssignResponse(true, runLoop.queued() + form.tasks()));
    }

    /** What a bell says, once it is known to be complete. */
    private record AssignForm(String session, int tasks) {

        static AssignForm check(AssignRequest request) {
            if (request.session() == null || request.taskIds() == null) {
                throw Problem.unreadable(
                        "session and taskIds are required.",
                        List.of(new Problem.Fault("", "lacks session or taskIds")));
            }
            if (request.taskIds().stream()
                    .anyMatch(id -> id == null || TaskId.read(id).isEmpty())) {
                throw Problem.unreadable(
                        "taskIds holds what cannot be the id of a task.",
                        List.of(new Problem.Fault("taskIds", "each must be a UUID in lower case")));
            }
            return new AssignForm(request.session(), request.taskIds().size());
        }
    }
}
