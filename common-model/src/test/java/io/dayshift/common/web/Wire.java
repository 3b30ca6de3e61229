package io.dayshift.common.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Speaks HTTP byte by byte, as no client library would.
 *
 * @param dressed what is made of each text before it is sent
 */
public record Wire(int port, UnaryOperator<String> dressed) {

    private static final int PATIENCE_MS = 15_000;
    private static final int PIECE = 8192;

    /** Sends what it is told to. */
    public Wire(int port) {
        this(port, UnaryOperator.identity());
    }

    /** The text with one more header in its first request; as it is when there is no line before which one could be. */
    public static String withHeader(String request, String header) {
        var end = request.indexOf("\r\n");
        return end < 0 ? request : request.substring(0, end + 2) + header + "\r\n" + request.substring(end + 2);
    }

    /**
     * What came back.
     *
     * @param status 0 when nothing did
     * @param closed whether the server ended the connection by itself
     */
    public record Answer(int status, String head, String body, boolean closed) {

        public String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ':'))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * What became of bytes that were sent slowly.
     *
     * @param open how long the server left the connection open
     * @param answer all that came back, as it came
     */
    public record Trickle(Duration open, String answer) {}

    public Answer get(String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** Posts JSON, each character a byte. */
    public Answer post(String path, String body, String... headers) {
        var further = String.join(
                "", Stream.of(headers).map(header -> header + "\r\n").toList());
        return send("POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n" + further + "\r\n" + body);
    }

    /** Sends a text, each character a byte, and reads until the server closes. */
    public Answer send(String request) {
        return send(bytes(request));
    }

    public Answer send(byte[] request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request);
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends bytes and ends this side of the connection, so that nobody waits for more, whatever they announce.
     *
     * @return what came back; nothing when the server hung up
     */
    public Answer sendAll(byte[] request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request);
            end(socket);
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Socket socket) throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // The server was faster; its answer may be there all the same.
        }
    }

    /**
     * Sends a text, then a piece again and again, until the server closes or it has been long enough.
     *
     * @param pause between two pieces
     */
    public Trickle trickle(String request, String piece, Duration pause, Duration atMost) {
        var began = System.nanoTime();
        var received = new ByteArrayOutputStream();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1);
            socket.getOutputStream().write(bytes(request));
            while (!isClosed(socket, received) && System.nanoTime() - began < atMost.toNanos()) {
                LockSupport.parkNanos(pause.toNanos());
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException e) {
            // The server has closed while a byte was on its way.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Trickle(Duration.ofNanos(System.nanoTime() - began), received.toString(StandardCharsets.ISO_8859_1));
    }

    /** Sends a text, then a piece again and again for a while, and reads what has been answered by then. */
    public Answer sendInPieces(String request, String piece, Duration pause, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(bytes(request));
            while (System.nanoTime() < end && socket.getInputStream().available() == 0) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
                LockSupport.parkNanos(pause.toNanos());
            }
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(String request) {
        return dressed.apply(request).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads what has come. */
    private static boolean isClosed(Socket socket, ByteArrayOutputStream received) throws IOException {
        var piece = new byte[PIECE];
        try {
            var length = socket.getInputStream().read(piece);
            received.write(piece, 0, Math.max(0, length));
            return length < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Sends a text and hangs up without reading. */
    public void sendAndHangUp(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(Socket socket) throws IOException {
        var received = new ByteArrayOutputStream();
        var closed = true;
        try {
            socket.getInputStream().transferTo(received);
        } catch (SocketTimeoutException e) {
            closed = false;
        } catch (SocketException e) {
            // Closed before all that was sent had been read; what has come by then is the answer.
        }
        var text = received.toString(StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        var head = end < 0 ? text : text.substring(0, end);
        var status = head.startsWith("HTTP/") ? Integer.parseInt(head.split(" ")[1].strip()) : 0;
        var body = end < 0 ? "" : text.substring(end + 4);
        var plain = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked") ? joined(body) : body;
        return new Answer(
                status, head, new String(plain.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8), closed);
    }

    /** Joins the chunks of a body. */
    private static String joined(String body) {
        var joined = new StringBuilder();
        var at = 0;
        for (var end = body.indexOf("\r\n"); end >= at; end = body.indexOf("\r\n", at)) {
            var length = Integer.parseInt(body.substring(at, end), 16);
            if (length == 0) {
                break;
            }
            joined.append(body, end + 2, Math.min(body.length(), end + 2 + length));
            at = end + 2 + length + 2;
        }
        return joined.toString();
    }
}
