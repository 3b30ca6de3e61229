package io.dayshift.worker.handlers;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRejectedException;
import io.dayshift.common.handler.TaskRun;
import io.dayshift.common.net.AnswerTooLongException;
import io.dayshift.common.net.OutsideException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
 * results. It goes to public addresses, and to others only where that is allowed.
 */
@Component
final class HttpHandler implements TaskHandler, AutoCloseable {

    private static final Set<Integer> WORTH_RETRYING = Set.of(408, 425, 429);
    private static final int FIRST_SERVER_ERROR = 500;

    private final JsonMapper json;
    private final HttpProperties properties;
    private final HttpCaller caller;

    HttpHandler(JsonMapper json, HttpProperties properties) {
        this.json = json;
        this.properties = properties;
        this.caller = new HttpCaller(properties);
    }

    private record Payload(
            @Nullable String url,
            @Nullable String method,
            @Nullable Map<String, @Nullable String> headers,
            @Nullable JsonNode body) {}

    @Override
    public String type() {
        return "http";
    }

    @Override
    public Object handle(TaskRun task) throws IOException, InterruptedException {
        try {
            var answer = caller.send(call(task.payload(Payload.class)));
            if (answer.status() >= FIRST_SERVER_ERROR || WORTH_RETRYING.contains(answer.status())) {
                throw new IOException("the server answered " + answer.status());
            }
            return answer;
        } catch (OutsideException e) {
            throw new TaskRejectedException(
                    "The url, or what it redirects to, is not at a public address, and not in"
                            + " dayshift.worker.http.allowed-networks of the worker; nothing was sent there.",
                    e);
        } catch (AnswerTooLongException e) {
            throw new TaskRejectedException(
                    "The answer is longer than the %d bytes that are taken (dayshift.worker.http.max-response of the worker)."
                            .formatted(properties.maxResponse().toBytes()),
                    e);
        }
    }

    private HttpCall call(Payload payload) {
        if (payload.url() == null) {
            throw new TaskRejectedException("The payload must have a url.");
        }
        try {
            var head = HttpRequest.newBuilder(url(payload.url()))
                    .method(payload.method() == null ? "GET" : payload.method(), BodyPublishers.noBody());
            addHeaders(payload, head);
            return new HttpCall(head.build(), body(payload.body()));
        } catch (IllegalArgumentException e) {
            throw new TaskRejectedException("The request cannot be made: " + e.getMessage(), e);
        }
    }

    private static URI url(String text) {
        var url = URI.create(text);
        if (url.getRawUserInfo() != null) {
            throw new TaskRejectedException("The url must not have a user in it; send a header Authorization.");
        }
        return url;
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

    private @Nullable String body(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return null;
        }
        return body.isString() ? body.stringValue() : json.writeValueAsString(body);
    }

    @Override
    public void close() throws IOException {
        caller.close();
    }
}
