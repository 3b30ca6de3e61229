package io.dayshift.manager.workers;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dayshift.common.message.ShutdownRequest;
import io.dayshift.common.message.ShutdownResponse;
import io.dayshift.common.web.Problem;
import io.dayshift.common.worker.Worker;
import io.dayshift.manager.client.TurnedAwayException;
import io.dayshift.manager.client.WorkerClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Sends workers home. */
@Slf4j
@Component
@RequiredArgsConstructor
final class CrewShutdown {

    private static final Duration REST = Duration.ofSeconds(5);

    private final WorkerClient client;

    /** Body of the call that sends all home. */
    record Request(
            ShutdownRequest.@Nullable Mode mode,
            @Nullable Boolean cleanUp,
            @Nullable Boolean confirm) {}

    /** What one worker said to it; the detail is there when it could not be asked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(
            String workerId,
            boolean accepted,
            @Nullable Long running,
            @Nullable Long returned,
            @Nullable String detail) {}

    ShutdownResponse one(Worker worker, ShutdownRequest request) {
        if (worker.session().isEmpty()) {
            throw Problem.conflict("worker-gone", "The worker is not here: it is lost or has left.");
        }
        try {
            var answer = client.shutdown(worker, request);
            log.info(
                    "event=shutdown-heard worker={} mode={} running={} returned={}",
                    worker.id(),
                    request.mode(),
                    answer.running(),
                    answer.returned());
            return answer;
        } catch (TurnedAwayException e) {
            throw unheard(
                    worker,
                    e,
                    "manager-turned-away",
                    "The worker does not take this manager's token or certificate, so it goes on working. Set the same"
                            + " dayshift.security.tokens.manager at both, or see docs/security.md; then try again.");
        } catch (RestClientException e) {
            throw unheard(
                    worker,
                    e,
                    "worker-unreachable",
                    "The worker cannot be reached at its address. If it is dead, its tasks are reclaimed by"
                            + " themselves; else try again.");
        }
    }

    private static Problem unheard(Worker worker, RestClientException e, String slug, String detail) {
        log.warn("event=shutdown-unheard worker={} cause=\"{}\"", worker.id(), e.getMessage());
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, slug, detail).retryAfter(REST);
    }

    List<Outcome> all(List<Worker> crew, Request request) {
        if (!Boolean.TRUE.equals(request.confirm())) {
            throw Problem.unacceptable(
                    "This sends the whole crew home; say \"confirm\": true if that is meant.",
                    List.of(new Problem.Fault("confirm", "must be true")));
        }
        var meant = new ShutdownRequest(request.mode(), request.cleanUp()).orDefault();
        List<Future<Outcome>> asked;
        try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            asked = crew.stream()
                    .map(worker -> calls.submit(() -> outcome(worker, meant)))
                    .toList();
        }
        return asked.stream().map(Future::resultNow).toList();
    }

    private Outcome outcome(Worker worker, ShutdownRequest request) {
        try {
            var answer = one(worker, request);
            return new Outcome(worker.id(), true, answer.running(), answer.returned(), null);
        } catch (Problem e) {
            return new Outcome(worker.id(), false, null, null, e.getMessage());
        }
    }
}
