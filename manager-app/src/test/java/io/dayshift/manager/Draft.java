package io.dayshift.manager;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request before it is sent. Each character is a byte.
 *
 * @param headers without the length of the body
 */
record Draft(String method, String target, List<String> headers, String body) {

    static Draft get(String target) {
        return new Draft(
                "GET", target, List.of("Host: localhost", "Connection: close", OverTheWire.tokenFor(" " + target)), "");
    }

    static Draft post(String target, String body) {
        return get(target)
                .withMethod("POST")
                .withHeader("Content-Type: application/json")
                .withBody(body);
    }

    Draft withMethod(String other) {
        return new Draft(other, target, headers, body);
    }

    Draft withTarget(String other) {
        return new Draft(method, other, headers, body);
    }

    Draft withHeaders(List<String> others) {
        return new Draft(method, target, others, body);
    }

    Draft withHeader(String more) {
        var all = new ArrayList<>(headers);
        all.add(more);
        return withHeaders(all);
    }

    Draft withBody(String other) {
        return new Draft(method, target, headers, other);
    }

    byte[] bytes() {
        var length = body.isEmpty() && method.equals("GET") ? "" : "Content-Length: " + body.length() + "\r\n";
        var head = method + ' ' + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n" + length + "\r\n";
        return (head + body).getBytes(StandardCharsets.ISO_8859_1);
    }
}
