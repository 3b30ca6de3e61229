package io.dayshift.systemtests.crew;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a service over HTTP as any client would. */
public final class Api {

    private static final Duration TIMEOUT = Duration.ofSeconds(70);
    private static final int FIRST_ERROR = 400;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final Duration timeout;
    private final Optional<String> token;

    public Api(URI base) {
        this(base, TIMEOUT);
    }

    /**
     * Talks to a service that may not answer.
     *
     * @param timeout how long each call may take
     */
    public Api(URI base, Duration timeout) {
        this(base, timeout, Optional.empty());
    }

    private Api(URI base, Duration timeout, Optional<String> token) {
        this.base = base;
        this.timeout = timeout;
        this.token = token;
    }

    /** The same, showing a token with every call. */
    public Api bearing(String token) {
        return new Api(base, timeout, Optional.of(token));
    }

    /** An answer of any status. */
    public record Answer(int status, HttpHeaders headers, String body) {

        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** Sends a GET and takes what comes. */
    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** Sends JSON and takes what comes. */
    public Answer post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** Fetches JSON that has to be there. */
    public JsonNode fetch(String path) {
        return expectSuccess(get(path)).json();
    }

    /** Submits a task; returns it as it stands. */
    public JsonNode submit(String task) {
        return expectSuccess(post("/v1/tasks", task)).json();
    }

    /** Submits a batch; returns the ids in its order. */
    public List<String> submitAll(List<String> tasks) {
        var ids = new ArrayList<String>();
        expectSuccess(post("/v1/tasks/batch", "[" + String.join(",", tasks) + "]"))
                .json()
                .get("ids")
                .forEach(id -> ids.add(id.stringValue()));
        return ids;
    }

    /** Waits up to a minute for the end of a task; returns it as it then stands. */
    public JsonNode await(String id) {
        return fetch("/v1/tasks/" + id + "?wait=60s");
    }

    /** Tells whether a GET succeeds. */
    public boolean answers(String path) {
        try {
            return get(path).status() < FIRST_ERROR;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Answer expectSuccess(Answer answer) {
        if (answer.status() >= FIRST_ERROR) {
            throw new IllegalStateException("answered " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(timeout);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
