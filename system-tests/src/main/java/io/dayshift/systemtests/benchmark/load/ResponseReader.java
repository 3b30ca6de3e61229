package io.dayshift.systemtests.benchmark.load;

import io.dayshift.systemtests.benchmark.load.Response.Ending;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the responses of one connection: the status, the one header that frames the body, and the body (RFC 9112). */
final class ResponseReader {

    private static final int BUFFER = 64 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int NO_CONTENT = 204;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /** Reads the next response whole. */
    Response read() throws IOException {
        var status = Integer.parseInt(line().substring(STATUS_AT, STATUS_AT + 3));
        var length = -1;
        var chunked = false;
        var ending = Ending.KEEP_ALIVE;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (isNamed(header, "Content-Length:")) {
                length = Integer.parseInt(value(header));
            } else if (isNamed(header, "Transfer-Encoding:")) {
                chunked = value(header).equalsIgnoreCase("chunked");
            } else if (isNamed(header, "Connection:") && value(header).equalsIgnoreCase("close")) {
                ending = Ending.CLOSE;
            }
        }
        return new Response(status, body(status, length, chunked), ending);
    }

    private static boolean isNamed(String header, String name) {
        return header.regionMatches(true, 0, name, 0, name.length());
    }

    private static String value(String header) {
        return header.substring(header.indexOf(':') + 1).strip();
    }

    private byte[] body(int status, int length, boolean chunked) throws IOException {
        if (chunked) {
            return chunks();
        }
        if (length < 0 && status != NO_CONTENT) {
            throw new IOException("a response that does not say where it ends");
        }
        return bytes(Math.max(length, 0));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(bytes(size));
            line();
        }
        skipTrailers();
        return body.toByteArray();
    }

    private void skipTrailers() throws IOException {
        var trailer = line();
        while (!trailer.isEmpty()) {
            trailer = line();
        }
    }

    private int chunkSize() throws IOException {
        var line = line();
        var extension = line.indexOf(';');
        return Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = new byte[length];
        var buffered = Math.min(length, end - at);
        System.arraycopy(buffer, at, bytes, 0, buffered);
        at += buffered;
        if (in.readNBytes(bytes, buffered, length - buffered) < length - buffered) {
            throw new EOFException("the connection ended within a body");
        }
        return bytes;
    }

    /** The bytes up to the next end of a line, which is left out. */
    private String line() throws IOException {
        var line = "";
        var length = lineLength();
        while (length < 0) {
            line += text(end - at);
            fill();
            length = lineLength();
        }
        line += text(length);
        at++;
        return line.stripTrailing();
    }

    /** Bytes before the next end of a line; negative when none is in the buffer. */
    private int lineLength() {
        for (var i = at; i < end; i++) {
            if (buffer[i] == '\n') {
                return i - at;
            }
        }
        return -1;
    }

    private String text(int length) {
        var text = new String(buffer, at, length, StandardCharsets.ISO_8859_1);
        at += length;
        return text;
    }

    private void fill() throws IOException {
        at = 0;
        end = in.read(buffer);
        if (end < 0) {
            end = 0;
            throw new EOFException("the connection ended before its response");
        }
    }
}
