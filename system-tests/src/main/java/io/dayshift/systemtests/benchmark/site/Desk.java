package io.dayshift.systemtests.benchmark.site;

import io.dayshift.systemtests.benchmark.load.ClosedLoop;
import io.dayshift.systemtests.benchmark.load.HttpConnection;
import io.dayshift.systemtests.benchmark.load.Request;
import io.dayshift.systemtests.benchmark.load.Response;
import io.dayshift.systemtests.crew.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What the benchmark asks a manager besides the load: counters, records, and whether every result is right. */
public final class Desk implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int READERS = 4;
    private static final int CHECKED = 1000;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final int port;
    private final HttpConnection connection;

    public Desk(int port) {
        this.port = port;
        this.connection = new HttpConnection(port);
    }

    /** Where the manager listens. */
    public int port() {
        return port;
    }

    /** Sends one request. */
    public Response send(Request request) {
        return connection.send(request);
    }

    /** Fetches JSON that has to be there. */
    public JsonNode fetch(String path) {
        return send(Request.get(path)).expect(OK).json();
    }

    /** The commit that the manager was built from; a word about it when it does not know. */
    public String commit() {
        return fetch("/actuator/info").at("/git/commit/id").asString("unknown");
    }

    /** Counters since the namespace began, such as {@code succeeded}. */
    public long total(String name) {
        return fetch("/v1/stats").get("totals").get(name).longValue();
    }

    /** Records of a state now. */
    public long records(String state) {
        return fetch("/v1/stats").get("states").get(state).longValue();
    }

    /** Workers that are there and take work. */
    public long present() {
        var workers = fetch("/v1/stats").get("workers");
        return workers.path("WAITING").asLong(0) + workers.path("WORKING").asLong(0);
    }

    /** Has every worker do something that it can be asked for without a body: {@code drain} or {@code resume}. */
    public void crew(String what) {
        for (var worker : fetch("/v1/workers").get("items")) {
            send(Request.post("/v1/workers/" + worker.get("workerId").stringValue() + "/" + what, ""))
                    .expect(ACCEPTED);
        }
    }

    /** Waits until that many tasks have succeeded since the namespace began, and nothing else has ended. */
    public void awaitSucceeded(long target) {
        Waiting.expect(LONG, () -> total("succeeded") >= target, target + " tasks have succeeded");
        var totals = fetch("/v1/stats").get("totals");
        for (var bad : List.of("failed", "cancelled", "expired", "retried", "reclaimed", "fenced")) {
            if (totals.get(bad).longValue() != 0) {
                throw new IllegalStateException("not every task has simply succeeded: " + totals);
            }
        }
        if (totals.get("succeeded").longValue() != target) {
            throw new IllegalStateException("more has succeeded than was submitted: " + totals + ", not " + target);
        }
    }

    /** The ids in the answers to batches, in the order of those. */
    public static List<String> idsOfBatches(List<Response> answers) {
        return answers.stream()
                .flatMap(answer -> answer.json().get("ids").valueStream())
                .map(JsonNode::stringValue)
                .toList();
    }

    /** The ids in the answers to single submits, in the order of those. */
    public static List<String> ids(List<Response> answers) {
        return answers.stream()
                .map(answer -> answer.json().get("id").stringValue())
                .toList();
    }

    /** Fetches the results of up to a thousand of the tasks, evenly chosen; each has to be exactly that JSON. */
    public void checkResults(List<String> ids, String result) {
        var step = Math.max(1, ids.size() / CHECKED);
        var requests = IntStream.iterate(0, i -> i < ids.size(), i -> i + step)
                .mapToObj(i -> Request.get("/v1/tasks/" + ids.get(i) + "/result"))
                .toList();
        new ClosedLoop(port, READERS).sendEach(requests, OK).responses().forEach(response -> {
            if (!response.text().equals(result)) {
                throw new IllegalStateException("the result is " + response.text() + ", not " + result);
            }
        });
    }

    /** The record of each task, in no order. */
    public List<JsonNode> records(List<String> ids) {
        var requests = ids.stream().map(id -> Request.get("/v1/tasks/" + id)).toList();
        return new ClosedLoop(port, READERS)
                .sendEach(requests, OK).responses().stream().map(Response::json).toList();
    }

    @Override
    public void close() {
        connection.close();
    }
}
