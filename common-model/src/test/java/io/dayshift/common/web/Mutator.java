package io.dayshift.common.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Spoils requests in their address, headers, JSON and bytes; in the same way again for the same seed. */
public final class Mutator {

    private static final Pattern TOKEN = Pattern.compile("(?s)\"[^\"]*\"|[^\\s{}\\[\\],:\"]+|.");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "FOO", "post", "");

    private static final List<String> PATH_PARTS = List.of(
            "/",
            "//",
            "/.",
            "/../",
            "..%2f",
            "%2e%2e/",
            "%00",
            "%zz",
            "%",
            "%ff",
            "%0d%0a",
            ";x=1",
            "?",
            "&",
            "#",
            "?limit=0",
            "&limit=x",
            "&limit=1",
            "?cursor=x",
            "?state=x",
            "&type=%7B",
            "?wait=1ms",
            "?wait=x",
            "{",
            "<b>",
            "\\",
            " ",
            "\t",
            "\u00e4",
            "*",
            "a".repeat(300));

    private static final List<String> HEADERS = List.of(
            "Content-Length: 3",
            "Content-Length: x",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: x",
            "Content-Type: text/plain",
            "Content-Type: ///",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: application/x-ndjson",
            "Content-Encoding: gzip",
            "Accept: image/png",
            "Accept: ///",
            "Accept: */*;q=x",
            "Accept-Charset: x",
            "Accept-Encoding: *;q=x",
            "Accept-Language: -,;q=",
            "Authorization: Basic x",
            "Connection: Upgrade",
            "Cookie: a=\"\u0001",
            "Expect: x",
            "Host: y",
            "Host: ///",
            "Idempotency-Key: ",
            "Idempotency-Key: \u00ff",
            "Idempotency-Key: mutated",
            "If-Match: x",
            "If-Modified-Since: x",
            "If-None-Match: *",
            "Origin: https://evil.example",
            "Origin: ///",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: x",
            "Range: bytes=0-1",
            "Upgrade: h2c",
            "X-Forwarded-Host: <b>",
            "X-HTTP-Method-Override: DELETE",
            "traceparent: 00-x",
            "no colon",
            "\u0000: x",
            "X: " + "a".repeat(9000));

    private static final List<String> JSON_PARTS = List.of(
            "null",
            "true",
            "-1",
            "0",
            "01",
            "1.9",
            "1e400",
            "99999999999999999999",
            "NaN",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"5\"",
            "\"{a}\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\u00ff\"",
            "\"\u0001\"",
            "'x'",
            "[]",
            "{}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(70),
            "{\"a\":".repeat(70),
            ",",
            ":",
            "{",
            "}",
            "]",
            "\"",
            "/**/",
            "\"" + "x".repeat(5000) + "\"");

    private static final byte[] BYTES = "\r\n\t \0\"{}[],:;%/\\\u00ff\u0080".getBytes(StandardCharsets.ISO_8859_1);

    private final Random random;

    public Mutator(long seed) {
        random = new Random(seed);
    }

    /** The request, spoiled once to three times. */
    public byte[] spoil(Draft request) {
        var spoiled = request;
        for (var times = random.nextInt(1, 4); times > 0; times--) {
            spoiled = switch (random.nextInt(10)) {
                case 0 -> spoiled.withMethod(one(METHODS));
                case 1, 2 -> spoiled.withTarget(spliced(spoiled.target(), one(PATH_PARTS)));
                case 3, 4, 5 -> spoiled.withHeaders(spoiledHeaders(spoiled.headers()));
                default -> spoiled.withBody(spoiledJson(spoiled.body()));
            };
        }
        return random.nextInt(3) == 0 ? spoiledBytes(spoiled.bytes()) : spoiled.bytes();
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The text with a part put in somewhere, perhaps in the place of a few characters. */
    private String spliced(String text, String part) {
        var from = random.nextInt(text.length() + 1);
        var to = Math.min(text.length(), from + random.nextInt(8));
        return text.substring(0, from) + part + text.substring(random.nextBoolean() ? from : to);
    }

    private List<String> spoiledHeaders(List<String> headers) {
        if (headers.isEmpty()) {
            return List.of(one(HEADERS));
        }
        var spoiled = new ArrayList<>(headers);
        var at = random.nextInt(headers.size());
        switch (random.nextInt(4)) {
            case 0 -> spoiled.remove(at);
            case 1 -> spoiled.add(headers.get(at));
            case 2 -> spoiled.set(at, one(HEADERS));
            default -> spoiled.add(one(HEADERS));
        }
        return spoiled;
    }

    private String spoiledJson(String json) {
        var tokens = new ArrayList<>(
                TOKEN.matcher(json).results().map(MatchResult::group).toList());
        if (tokens.isEmpty()) {
            return one(JSON_PARTS);
        }
        var at = random.nextInt(tokens.size());
        switch (random.nextInt(5)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> tokens.set(at, one(tokens));
            case 3 -> tokens.add(at, one(JSON_PARTS));
            default -> tokens.set(at, one(JSON_PARTS));
        }
        return String.join("", tokens);
    }

    private byte[] spoiledBytes(byte[] bytes) {
        var at = random.nextInt(bytes.length);
        var other = BYTES[random.nextInt(BYTES.length)];
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = other;
            case 2 -> System.arraycopy(bytes, at + 1, bytes, at, bytes.length - at - 1);
            default -> bytes[at] = bytes[random.nextInt(bytes.length)];
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at + 1) : bytes;
    }
}
