package io.dayshift.systemtests.benchmark.site;

import io.dayshift.systemtests.benchmark.load.Request;
import java.util.Collections;

/**
 * A task as it is handed in.
 *
 * @param payload the exact JSON, which an echo gives back
 */
public record TaskForm(String type, String payload) {

    /** What most measures hand in: an echo of about a hundred bytes. */
    public static final TaskForm ECHO = new TaskForm(
            "echo", "{\"customer\":\"acme\",\"order\":4711,\"note\":\"about a hundred bytes, as peers are measured\"}");

    private static final String NOTE = "{\"note\":\"%s\"}";

    /** An echo whose payload has exactly that many bytes; at least 11. */
    public static TaskForm echoOf(int bytes) {
        return new TaskForm(
                "echo", NOTE.formatted("x".repeat(bytes - NOTE.formatted("").length())));
    }

    /** A task that holds a place for that long: a duration as the API reads it. */
    public static TaskForm sleep(String duration) {
        return new TaskForm("sleep", "{\"duration\":\"" + duration + "\"}");
    }

    /** The same payload for a type that nobody does. */
    public TaskForm forNobody() {
        return new TaskForm("nobody-does-this", payload);
    }

    private String json() {
        return "{\"type\":\"" + type + "\",\"payload\":" + payload + '}';
    }

    /** Hands in one. */
    public Request single() {
        return singleTo("/v1/tasks");
    }

    /** The same request for another path. */
    public Request singleTo(String path) {
        return Request.post(path, json());
    }

    /** Hands in one and waits up to ten seconds for its end. */
    public Request waiting() {
        return Request.post("/v1/tasks?wait=10s", json());
    }

    /** Hands in that many at once. */
    public Request batch(int tasks) {
        return Request.post("/v1/tasks/batch", '[' + String.join(",", Collections.nCopies(tasks, json())) + ']');
    }
}
