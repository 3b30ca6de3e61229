package io.dayshift.systemtests.benchmark.light;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Where a manager reaches one light worker: rings its bell, and asks whether it is alive. */
final class LightDoor implements AutoCloseable {

    private static final int OK = 200;

    private final HttpServer server;

    /**
     * Opens it on a free port.
     *
     * @param session that the worker says it holds
     * @param bell called for every bell; must return at once
     */
    LightDoor(String session, Runnable bell) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a light worker", e);
        }
        server.createContext("/assign", exchange -> {
            bell.run();
            answer(exchange, "{\"workIsGiven\":true,\"queued\":0}");
        });
        server.createContext(
                "/actuator/health/worker",
                exchange -> answer(exchange, "{\"status\":\"UP\",\"details\":{\"session\":\"" + session + "\"}}"));
        server.start();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
