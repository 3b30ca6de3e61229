package io.dayshift.systemtests.benchmark.load;

import io.dayshift.systemtests.benchmark.load.Response.Ending;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the responses of one connection out of its bytes, as they come: the status, the headers that tell where the body ends and
 * what becomes of the connection, and the body (RFC 9112).
 */
final class ResponseReader {

    private static final int BUFFER = 64 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_AT + 3;
    private static final int NO_CONTENT = 204;
    private static final int HEXADECIMAL = 16;
    private static final String END_OF_LINE = "\r\n";

    private byte[] buffer = new byte[BUFFER];

    /** Bytes in the buffer; the first is that of the response under way. */
    private int end;

    /** What has been looked at of them. */
    private int at;

    /** Where the bytes come from. */
    interface Source {

        /** Reads up to that many; returns how many, 0 when none has come yet, negative when none will. */
        int read(byte[] into, int offset, int length) throws IOException;
    }

    /** Reads once from there. */
    void fill(Source source) throws IOException {
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        var read = source.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("the connection ended " + (end == 0 ? "before its response" : "within a response"));
        }
        end += read;
    }

    /** The next response, when all of it has been read; null until then. */
    @Nullable
    Response next() throws IOException {
        at = 0;
        var response = response();
        if (response != null) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
        }
        return response;
    }

    private @Nullable Response response() throws IOException {
        var head = upTo(END_OF_LINE + END_OF_LINE);
        if (head == null) {
            return null;
        }
        var status = Integer.parseInt(head, STATUS_AT, STATUS_END, 10);
        var body = body(status, head);
        if (body == null) {
            return null;
        }
        var isLast = "close".equalsIgnoreCase(header(head, "Connection"));
        return new Response(status, body, isLast ? Ending.CLOSE : Ending.KEEP_ALIVE);
    }

    private static @Nullable String header(String head, String name) {
        for (var line = head.indexOf(END_OF_LINE); line >= 0; line = head.indexOf(END_OF_LINE, line + 1)) {
            var colon = line + END_OF_LINE.length() + name.length();
            if (head.regionMatches(true, line + END_OF_LINE.length(), name, 0, name.length())
                    && head.startsWith(":", colon)) {
                var behind = head.indexOf(END_OF_LINE, colon);
                return head.substring(colon + 1, behind < 0 ? head.length() : behind)
                        .strip();
            }
        }
        return null;
    }

    private byte @Nullable [] body(int status, String head) throws IOException {
        if ("chunked".equalsIgnoreCase(header(head, "Transfer-Encoding"))) {
            return chunks();
        }
        var length = header(head, "Content-Length");
        if (length == null && status != NO_CONTENT) {
            throw new IOException("a response that does not say where it ends");
        }
        var from = at;
        return pass(length == null ? 0 : Integer.parseInt(length)) ? Arrays.copyOfRange(buffer, from, at) : null;
    }

    private byte @Nullable [] chunks() {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(); size != 0; size = chunkSize()) {
            var from = at;
            if (size < 0 || !pass(size + END_OF_LINE.length())) {
                return null;
            }
            body.write(buffer, from, size);
        }
        return passTrailers() ? body.toByteArray() : null;
    }

    /** Negative when it has not been read yet. */
    private int chunkSize() {
        var line = upTo(END_OF_LINE);
        if (line == null) {
            return -1;
        }
        var extension = line.indexOf(';');
        return Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).strip(), HEXADECIMAL);
    }

    /** Whether they are all there. */
    private boolean passTrailers() {
        var trailer = upTo(END_OF_LINE);
        while (trailer != null && !trailer.isEmpty()) {
            trailer = upTo(END_OF_LINE);
        }
        return trailer != null;
    }

    /** Whether that many bytes more are there. */
    private boolean pass(int bytes) {
        var isThere = end - at >= bytes;
        at += isThere ? bytes : 0;
        return isThere;
    }

    /** The text before the next such mark, which is passed as well; null when there is none yet. */
    private @Nullable String upTo(String mark) {
        for (var i = at; i <= end - mark.length(); i++) {
            if (isAt(i, mark)) {
                var text = new String(buffer, at, i - at, StandardCharsets.ISO_8859_1);
                at = i + mark.length();
                return text;
            }
        }
        return null;
    }

    private boolean isAt(int from, String mark) {
        for (var i = 0; i < mark.length(); i++) {
            if (buffer[from + i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
