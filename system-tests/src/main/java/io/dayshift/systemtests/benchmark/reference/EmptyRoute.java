package io.dayshift.systemtests.benchmark.reference;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * A route of the manager that does nothing: it has the security, limits and metrics of every other. {@link EmptyServer} adds
 * it to a manager of its own.
 */
@RestController
public class EmptyRoute {

    /** One that no other route has, and that the manager's rules of access name. */
    static final String PATH = "/v1/tasks/empty/why";

    /** Takes anything. */
    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.ACCEPTED)
    public void accept(@RequestBody byte[] body) {
        // The body has been read by now, which is all that is asked.
    }
}
