package io.dayshift.manager;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** Speaks HTTP byte by byte, as no client library would. */
record Wire(int port) {

    private static final int PATIENCE_MS = 15_000;

    /**
     * What came back.
     *
     * @param status 0 when nothing did
     * @param closed whether the server ended the connection by itself
     */
    record Answer(int status, String head, String body, boolean closed) {

        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ':'))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    Answer get(String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    /** Posts JSON, each character a byte. */
    Answer post(String path, String body, String... headers) {
        var further = String.join(
                "", Stream.of(headers).map(header -> header + "\r\n").toList());
        return send("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n" + further + "\r\n" + body);
    }

    /** Sends a text, each character a byte, and reads until the server closes. */
    Answer send(String request) {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer send(byte[] request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request);
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a text and hangs up without reading. */
    void sendAndHangUp(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
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
        }
        var text = received.toString(StandardCharsets.UTF_8);
        var end = text.indexOf("\r\n\r\n");
        var head = end < 0 ? text : text.substring(0, end);
        var status = head.startsWith("HTTP/") ? Integer.parseInt(head.split(" ")[1].strip()) : 0;
        return new Answer(status, head, end < 0 ? "" : text.substring(end + 4), closed);
    }
}
