package io.dayshift.worker.client;

import io.dayshift.common.message.RegisterRequest;
import io.dayshift.common.message.RegisterResponse;
import io.dayshift.worker.system.WorkerProperties;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Calls managers: whichever answers will do. */
@Slf4j
public final class ManagerClient {

    private static final Duration USUAL_REST = Duration.ofSeconds(1);

    private final RestClient http;
    private final List<URI> managers;

    ManagerClient(RestClient http, WorkerProperties properties) {
        this.http = http;
        this.managers = List.copyOf(properties.managerUrls());
    }

    /** What came of asking to be admitted. */
    public sealed interface Admission {

        /** A manager has opened the session. */
        record Admitted(RegisterResponse response, URI manager) implements Admission {}

        /** A manager has refused; asking again the same way may help after that time, or never. */
        record Refused(int status, String detail, Duration retryAfter) implements Admission {}

        /** No manager could be reached, or none was able to answer. */
        record Unreachable(String causes) implements Admission {}
    }

    /**
     * Asks a manager how it is, and does not care for the answer. What a first call needs is loaded by that, which can be done
     * beside the rest of a start.
     */
    public void warmUp() {
        var manager = managers.getFirst();
        try {
            http.get()
                    .uri(manager.resolve("/actuator/health/liveness"))
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientException e) {
            log.debug("event=not-warmed-up manager={} cause=\"{}\"", manager, e.getMessage());
        }
    }

    /** Asks one manager after another to be admitted. */
    public Admission register(RegisterRequest request) {
        var causes = new ArrayList<String>();
        for (var manager : managers) {
            try {
                var response = http.post()
                        .uri(manager.resolve("/register"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(request)
                        .retrieve()
                        .body(RegisterResponse.class);
                if (response != null) {
                    return new Admission.Admitted(response, manager);
                }
            } catch (HttpClientErrorException e) {
                return refused(e);
            } catch (RestClientException e) {
                causes.add(manager + ": " + e.getMessage());
            }
        }
        return new Admission.Unreachable(String.join("; ", causes));
    }

    private static Admission.Refused refused(HttpClientErrorException e) {
        var headers = e.getResponseHeaders();
        var retryAfter = headers == null ? null : headers.getFirst(HttpHeaders.RETRY_AFTER);
        return new Admission.Refused(
                e.getStatusCode().value(),
                e.getResponseBodyAsString(),
                retryAfter != null && retryAfter.matches("\\d{1,4}")
                        ? Duration.ofSeconds(Long.parseLong(retryAfter))
                        : USUAL_REST);
    }
}
