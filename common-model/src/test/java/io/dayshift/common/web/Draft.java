package io.dayshift.common.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request before it is sent. Each character is a byte.
 *
 * @param headers without the length of the body
 */
public record Draft(String method, String target, List<String> headers, String body) {

    public static Draft get(String target) {
        return new Draft("GET", target, List.of("Host: localhost", "Connection: close"), "");
    }

    public static Draft post(String target, String body) {
        return get(target)
                .withMethod("POST")
                .withHeader("Content-Type: application/json")
                .withBody(body);
    }

    public Draft withMethod(String other) {
        return new Draft(other, target, headers, body);
    }

    public Draft withTarget(String other) {
        return new Draft(method, other, headers, body);
    }

    public Draft withHeaders(List<String> others) {
        return new Draft(method, target, others, body);
    }

    public Draft withHeader(String more) {
        var all = new ArrayList<>(headers);
        all.add(more);
        return withHeaders(all);
    }

    public Draft withBody(String other) {
        return new Draft(method, target, headers, other);
    }

    /** The path alone. */
    public String path() {
        return target.replaceFirst("\\?.*", "");
    }

    public byte[] bytes() {
        var length = body.isEmpty() && method.equals("GET") ? "" : "Content-Length: " + body.length() + "\r\n";
        var head = method + ' ' + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n" + length + "\r\n";
        return (head + body).getBytes(StandardCharsets.ISO_8859_1);
    }
}
