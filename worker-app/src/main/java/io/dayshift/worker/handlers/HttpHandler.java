package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRejectedException;
import io.dayshift.common.handler.TaskRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code http}: sends {@code {"url", "method", "headers", "body"}} and returns status, headers and body. A string body is
 * sent as it is, any other as JSON. 408, 429 and 5xx answers fail the attempt, so that it is retried; other answers are
 * results.
 */
@Component
final class HttpHandler implements TaskHandler {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Set<Integer> WORTH_RETRYING = Set.of(408, 425, 429);
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int LONGEST_BODY = 1024 * 1024;

    private final JsonMapper json;
    private final Redirects redirects = new Redirects(HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build());

    HttpHandler(JsonMapper json) {
        this.json = json;
    }

    private record Payload(
            @Nullable String url,
            @Nullable String method,
            @Nullable Map<String, @Nullable String> headers,
            @Nullable JsonNode body) {}

    /** The answer to the call. */
    private record Response(int status, Map<String, String> headers, String body) {}

    @Override
    public String type() {
        return "http";
    }

    @Override
    public Object handle(TaskRun task) throws IOException, InterruptedException {
        // Whoever supervises the run keeps its time, and says TIMEOUT of it; a timeout of the client's own would race
        // that.
        var request = request(task.payload(Payload.class));
        var answer = redirects.send(request);
        var status = answer.statusCode();
        try (var in = answer.body()) {
            if (status >= FIRST_SERVER_ERROR || WORTH_RETRYING.contains(status)) {
                throw new IOException("the server answered " + status);
            }
            var body = in.readNBytes(LONGEST_BODY);
            var headers = new TreeMap<String, String>();
            answer.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            return new Response(status, headers, new String(body, StandardCharsets.UTF_8));
        }
    }

    private HttpRequest request(Payload payload) {
        if (payload.url() == null) {
            throw new TaskRejectedException("The payload must have a url.");
        }
        try {
            var request = HttpRequest.newBuilder(URI.create(payload.url()));
            addHeaders(payload, request);
            return request.method(payload.method() == null ? "GET" : payload.method(), body(payload.body()))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new TaskRejectedException("The request cannot be made: " + e.getMessage(), e);
        }
    }

    private static void addHeaders(Payload payload, HttpRequest.Builder request) {
        var headers = new TreeMap<String, @Nullable String>(String.CASE_INSENSITIVE_ORDER);
        if (payload.headers() != null) {
            headers.putAll(payload.headers());
        }
        if (payload.body() != null
                && !payload.body().isNull()
                && !payload.body().isString()) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        headers.forEach((name, value) -> {
            if (value == null) {
                throw new TaskRejectedException("The payload's headers." + name + " must be a string.");
            }
            request.header(name, value);
        });
    }

    private HttpRequest.BodyPublisher body(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return BodyPublishers.noBody();
        }
        return BodyPublishers.ofString(body.isString() ? body.stringValue() : json.writeValueAsString(body));
    }
}
