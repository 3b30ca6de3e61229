package io.dayshift.worker.shutdown;

import io.dayshift.common.message.ShutdownRequest;
import io.dayshift.common.message.ShutdownResponse;
import io.dayshift.common.security.Trail;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a worker is sent home. */
@RestController
@Tag(name = "crew")
@RequiredArgsConstructor
class ShutdownController {

    private final Departure departure;

    /** Gives unstarted tasks back at once; ends the process when the others are done. */
    @Operation(
            summary = "Send the worker home",
            description = "DRAIN (default) lets running tasks finish, NOW interrupts and hands them back. Then, with"
                    + " cleanUp (default), everything under the worker's own keys is deleted. Twice: the same answer.")
    @PostMapping("/shutdown")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ShutdownResponse shutdown(
            @RequestBody(required = false) @Nullable ShutdownRequest request,
            @Parameter(hidden = true) HttpServletRequest call) {
        var begun = departure.begin(request == null ? ShutdownRequest.DEFAULT : request.orDefault());
        Trail.isAbout(begun.workerId(), call);
        return begun;
    }
}
