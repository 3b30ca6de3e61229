package io.dayshift.manager.register;

import io.dayshift.common.message.RegisterResponse;
import io.dayshift.common.store.Registered;
import io.dayshift.common.store.StoreProperties;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.web.Problem;
import io.dayshift.common.worker.Registration;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Opens sessions for workers. */
@Component
@RequiredArgsConstructor
final class Reception {

    private final WorkerStore workers;
    private final StoreProperties properties;

    RegisterResponse register(Registration registration) {
        return switch (workers.register(registration)) {
            case Registered.Open() -> admitted(registration.session());
            case Registered.Taken(var leaseLeft) ->
                throw Problem.conflict(
                                "worker-id-taken",
                                "A worker of that id is alive under another session. Give each worker an id of its"
                                        + " own, or wait until the other's lease is over.")
                        .retryAfter(leaseLeft);
            case Registered.Leftover(var session) -> {
                workers.reclaim(new WorkerSession(registration.session().workerId(), session));
                yield registerAgain(registration);
            }
        };
    }

    /** Registers after the reclaim of what a dead session of that id had left. */
    private RegisterResponse registerAgain(Registration registration) {
        return switch (workers.register(registration)) {
            case Registered.Open() -> admitted(registration.session());
            case Registered.Taken taken -> throw overtaken();
            case Registered.Leftover leftover -> throw overtaken();
        };
    }

    private Problem overtaken() {
        return Problem.conflict(
                        "worker-id-taken",
                        "Another worker of that id registered at the same moment. Give each worker an id of its own.")
                .retryAfter(properties.lease());
    }

    private RegisterResponse admitted(WorkerSession session) {
        var peers = workers.survey().crew().stream()
                .filter(worker -> worker.session().isPresent() && !worker.id().equals(session.workerId()))
                .map(Reception::peer)
                .toList();
        return new RegisterResponse(
                session.workerId(), session.session(), properties.lease(), properties.renewEvery(), peers);
    }

    private static RegisterResponse.Peer peer(Worker worker) {
        return new RegisterResponse.Peer(worker.id(), worker.address());
    }
}
