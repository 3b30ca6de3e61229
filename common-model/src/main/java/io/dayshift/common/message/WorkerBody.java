package io.dayshift.common.message;

import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** A worker as the API shows it. */
@Schema(name = "Worker")
public record WorkerBody(
        String workerId,
        String address,
        WorkerState state,
        int capacity,
        long running,
        long queued,
        long completed,
        long failed,
        Collection<String> types,
        Map<String, String> labels,
        Instant registeredAt,
        Instant lastSeen) {

    public static WorkerBody of(Worker worker) {
        return new WorkerBody(
                worker.id(),
                worker.address(),
                worker.state(),
                worker.capacity(),
                worker.running(),
                worker.queued(),
                worker.completed(),
                worker.failed(),
                worker.types(),
                worker.labels(),
                worker.registeredAt(),
                worker.lastSeen());
    }
}
