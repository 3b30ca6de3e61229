package io.dayshift.systemtests.benchmark.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A request as it goes over the wire, encoded once and sent any number of times. */
public final class Request {

    private final byte[] encoded;

    private Request(String head, String body) {
        this.encoded = (head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    public static Request get(String path) {
        return new Request("GET " + path + " HTTP/1.1\r\nHost: localhost", "");
    }

    /** A POST of JSON. */
    public static Request post(String path, String json) {
        var length = json.getBytes(StandardCharsets.UTF_8).length;
        return new Request(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + length,
                json);
    }

    void sendTo(OutputStream out) throws IOException {
        out.write(encoded);
    }

    /** All of it, to be read once. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(encoded);
    }
}
