package io.dayshift.systemtests.benchmark.load;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosedLoopIT {

    private static final int CONNECTIONS = 3;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private ClosedLoop loop;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/echo", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            if (new String(body).contains("last")) {
                exchange.getResponseHeaders().add("Connection", "close");
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        loop = new ClosedLoop(server.getAddress().getPort(), CONNECTIONS);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void sends_every_request_though_connections_are_closed_meanwhile() {
        var requests = IntStream.range(0, 50)
                .mapToObj(i -> Request.post("/echo", i % 7 == 0 ? "last " + i : "" + i))
                .toList();

        var answered = loop.sendEach(requests, 200);

        assertThat(answered.responses())
                .extracting(Response::text)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50)
                        .mapToObj(i -> i % 7 == 0 ? "last " + i : "" + i)
                        .toList());
    }

    @Test
    void sends_requests_and_reads_responses_larger_than_what_sockets_hold() {
        var large = "x".repeat(20_000_000);

        var answered = loop.send(Request.post("/echo", large), 2, 200);

        assertThat(answered.responses())
                .hasSize(2)
                .allMatch(response -> response.text().equals(large));
    }

    @Test
    void has_as_many_under_way_as_connections() {
        var begun = new AtomicInteger();
        var all = new Semaphore(0);
        server.createContext("/together", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (begun.incrementAndGet() == CONNECTIONS) {
                all.release(CONNECTIONS);
            }
            var isMet = acquired(all);
            exchange.sendResponseHeaders(isMet ? 204 : 500, -1);
            exchange.close();
        });

        assertThat(loop.send(Request.post("/together", ""), CONNECTIONS, 204).responses())
                .hasSize(CONNECTIONS);
    }

    private static boolean acquired(Semaphore permits) {
        try {
            return permits.tryAcquire(30, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void says_how_busy_its_thread_was() {
        server.createContext("/slow", exchange -> {
            LockSupport.parkNanos(SECONDS.toNanos(1));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        assertThat(loop.send(Request.get("/slow"), CONNECTIONS, 204).busy())
                .isGreaterThan(0)
                .isLessThan(0.9);
    }

    @Test
    void fails_by_another_status() {
        var missing = Request.get("/nowhere");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> loop.send(missing, 5, 200))
                .withMessageContaining("404");
    }

    @Test
    void names_a_port_where_nobody_listens() {
        stop();
        var request = Request.get("/echo");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> loop.send(request, 1, 200))
                .withMessageContaining("port");
    }
}
