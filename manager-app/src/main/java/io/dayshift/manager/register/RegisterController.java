package io.dayshift.manager.register;

import io.dayshift.common.message.RegisterRequest;
import io.dayshift.common.message.RegisterResponse;
import io.dayshift.common.security.Trail;
import io.dayshift.manager.system.WorkerNetworks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where workers come to work. */
@RestController
@Tag(name = "crew")
@RequiredArgsConstructor
class RegisterController {

    private final Reception reception;
    private final WorkerNetworks networks;

    /** Admits a worker and grants the lease it has to keep renewing. */
    @Operation(
            summary = "Register a worker",
            description = "Again with the same session: the same answer. The id alive under another session: 409."
                    + " An address outside of `dayshift.manager.worker-networks`, or with a port outside of"
                    + " `dayshift.manager.worker-ports`: 422.")
    @PostMapping("/register")
    RegisterResponse register(@RequestBody RegisterRequest request, @Parameter(hidden = true) HttpServletRequest call) {
        var registration = RegistrationForm.check(request, networks);
        Trail.isAbout(registration.session().workerId(), call);
        return reception.register(registration);
    }
}
