package io.dayshift.worker.run;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Objects;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers managers for a worker whose actuator has a port of its own: they know the worker's address and no other, and
 * judge by its health whether it is dead.
 */
@Hidden
@RestController
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class WorkerHealthController {

    private final HealthEndpoint health;
    private final HttpCodeStatusMapper statuses;

    WorkerHealthController(HealthEndpoint health, HttpCodeStatusMapper statuses) {
        this.health = health;
        this.statuses = statuses;
    }

    @GetMapping("/actuator/health/worker")
    ResponseEntity<HealthDescriptor> worker() {
        var found = Objects.requireNonNull(health.healthForPath("worker"), "a worker has an indicator of its health");
        return ResponseEntity.status(statuses.getStatusCode(found.getStatus())).body(found);
    }
}
