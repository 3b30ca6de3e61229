package io.dayshift.systemtests.benchmark.load;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back: the status and the body as it was sent, decoded only when somebody asks. */
public final class Response {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final int status;
    private final byte[] body;
    private final boolean last;

    Response(int status, byte[] body, Ending ending) {
        this.status = status;
        this.body = body;
        this.last = ending == Ending.CLOSE;
    }

    /** What becomes of the connection. */
    enum Ending {
        KEEP_ALIVE,
        CLOSE
    }

    public int status() {
        return status;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    boolean isLast() {
        return last;
    }

    /** This response if it has that status; fails with its text otherwise. */
    public Response expect(int expected) {
        if (status != expected) {
            throw new IllegalStateException("answered " + status + ", not " + expected + ": " + text());
        }
        return this;
    }
}
