package io.dayshift.worker.assign;

import io.dayshift.common.message.AssignRequest;
import io.dayshift.common.message.AssignResponse;
import io.dayshift.common.web.Problem;
import io.dayshift.worker.run.Lease;
import io.dayshift.worker.run.RunLoop;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
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
    @PostMapping("/assign")
    ResponseEntity<AssignResponse> assign(@RequestBody AssignRequest request) {
        return ring(AssignForm.check(request));
    }

    private ResponseEntity<AssignResponse> ring(AssignForm form) {
        if (runLoop.isLeaving() || lease.isDraining()) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(refusal());
        }
        if (lease.session()
                .filter(held -> held.session().equals(form.session()))
                .isEmpty()) {
            return ResponseEntity.status(HttpStatus.CONFLICT).body(refusal());
        }
        runLoop.bell();
        return ResponseEntity.ok(new AssignResponse(true, runLoop.queued() + form.tasks()));
    }

    private AssignResponse refusal() {
        return new AssignResponse(false, runLoop.queued());
    }

    /** What a bell says, once it is known to be complete. */
    private record AssignForm(String session, int tasks) {

        static AssignForm check(AssignRequest request) {
            if (request.session() == null || request.taskIds() == null) {
                throw Problem.unreadable(
                        "session and taskIds are required.",
                        List.of(new Problem.Fault("", "lacks session or taskIds")));
            }
            return new AssignForm(request.session(), request.taskIds().size());
        }
    }
}
