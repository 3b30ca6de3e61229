package io.dayshift.manager.client;

import io.dayshift.common.message.AssignRequest;
import io.dayshift.common.message.AssignResponse;
import io.dayshift.common.message.ShutdownRequest;
import io.dayshift.common.message.ShutdownResponse;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/** Calls a worker. Workers are reached at the address they registered. */
public final class WorkerClient {

    private final RestClient http;
    private final RestClient patientHttp;

    /**
     * Builds the client on two ways of calling.
     *
     * @param http gives up quickly: for health
     * @param patientHttp gives up later: for bells and for calls that a person waits for
     */
    WorkerClient(RestClient http, RestClient patientHttp) {
        this.http = http;
        this.patientHttp = patientHttp;
    }

    /**
     * Tells a worker that there are tasks in its queue.
     *
     * @throws TurnedAwayException when the worker does not let this manager in
     * @throws RestClientException when the word does not get through; the worker will find the tasks by itself
     */
    public void ring(Worker worker, WorkerSession session, List<TaskId> ids) {
        patientHttp
                .post()
                .uri(worker.address() + "/assign")
                .contentType(MediaType.APPLICATION_JSON)
                .body(new AssignRequest(
                        session.session(), ids.stream().map(TaskId::value).toList()))
                .retrieve()
                .onStatus(WorkerClient::isDenied, WorkerClient::turnedAway)
                .body(AssignResponse.class);
    }

    /** Asks for the health that decides about life and death. */
    public Pulse pulse(Worker worker) {
        try {
            var health = http.get()
                    .uri(worker.address() + "/actuator/health/worker")
                    .accept(MediaType.APPLICATION_JSON)
                    .exchange((request, response) ->
                            isDenied(response.getStatusCode()) ? null : response.bodyTo(JsonNode.class));
            return health == null ? new Pulse.Silent("turned away") : answered(health);
        } catch (ResourceAccessException e) {
            return refused(e) ? new Pulse.Refused() : new Pulse.Silent(String.valueOf(e.getMessage()));
        } catch (RestClientException e) {
            return new Pulse.Silent(String.valueOf(e.getMessage()));
        }
    }

    /** Whoever is turned away for want of a token has learnt nothing of the worker's health. */
    private static boolean isDenied(HttpStatusCode status) {
        return status.isSameCodeAs(HttpStatus.UNAUTHORIZED) || status.isSameCodeAs(HttpStatus.FORBIDDEN);
    }

    private static void turnedAway(HttpRequest request, ClientHttpResponse response) {
        throw new TurnedAwayException();
    }

    private static Pulse answered(JsonNode health) {
        var session =
                Optional.of(health.path("details").path("session").asString("")).filter(text -> !text.isEmpty());
        return new Pulse.Answered(session, health.path("status").asString("").equals("UP"));
    }

    /** Tells a refusal, which only a host without that process gives, from a host that cannot be reached. */
    private static boolean refused(@Nullable Throwable failure) {
        return failure != null && (isRefusal(failure) || refused(failure.getCause()));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ConnectException
                && (failure.getMessage() == null || failure.getMessage().contains("refused"));
    }

    /**
     * Sends a worker home.
     *
     * @throws TurnedAwayException when it does not let this manager in
     * @throws RestClientException when it cannot be reached or does not agree
     */
    public ShutdownResponse shutdown(Worker worker, ShutdownRequest request) {
        var answer = patientHttp
                .post()
                .uri(worker.address() + "/shutdown")
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .onStatus(WorkerClient::isDenied, WorkerClient::turnedAway)
                .body(ShutdownResponse.class);
        if (answer == null) {
            throw new RestClientException("an empty answer");
        }
        return answer;
    }
}
