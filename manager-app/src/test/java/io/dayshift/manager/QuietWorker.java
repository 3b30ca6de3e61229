package io.dayshift.manager;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker that agrees to everything and does nothing. */
final class QuietWorker implements AutoCloseable {

    static final String ID = "wire-m";

    private static final String SESSION = "abcdefgh1234";

    /** What it says when it is sent home; and when it is asked how it is, which lets it live. */
    private static final String ANSWER = "{\"workerId\":\"wire-m\",\"state\":\"DRAINING\",\"running\":0,\"returned\":0,"
            + "\"status\":\"UP\",\"details\":{\"session\":\"abcdefgh1234\"}}";

    private final AtomicInteger farewells = new AtomicInteger();
    private final HttpServer server;

    QuietWorker() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/shutdown")) {
                farewells.incrementAndGet();
            }
            var answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** What it is registered by. */
    String registration() {
        return "{\"workerId\":\"%s\",\"address\":\"http://127.0.0.1:%d\",\"capacity\":4,\"types\":[\"echo\"],"
                        .formatted(ID, server.getAddress().getPort())
                + "\"labels\":{\"zone\":\"a\"},\"session\":\"" + SESSION + "\"}";
    }

    /** How often it has been sent home. */
    int farewells() {
        return farewells.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
