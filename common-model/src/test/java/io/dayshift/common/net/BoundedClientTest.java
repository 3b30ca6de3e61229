package io.dayshift.common.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.http.client.HttpClientSettings;

class BoundedClientTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final int LONGEST = 1000;

    private final AtomicInteger connections = new AtomicInteger();
    private final CloseableHttpClient client = client(Networks.of(Networks.LOOPBACK));
    private ServerSocket server;
    private String answer = OK + "Content-Length: 2\r\n\r\nok";

    /** Sent after the answer again and again, until the client hangs up; empty for nothing. */
    private String trickle = "";

    /** Whether the server leaves the connection to the client, and whether that has closed it. */
    private boolean staysOpen;

    private final CountDownLatch hungUp = new CountDownLatch(1);

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    var socket = server.accept();
                    connections.incrementAndGet();
                    Thread.startVirtualThread(() -> answer(socket));
                }
            } catch (IOException e) {
                // The server was closed: the test is over.
            }
        });
    }

    private void answer(Socket socket) {
        try (socket) {
            socket.getInputStream().read(new byte[8192]);
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
            if (staysOpen && socket.getInputStream().read() < 0) {
                hungUp.countDown();
            }
            while (!trickle.isEmpty()) {
                socket.getOutputStream().write(trickle.getBytes(ISO_8859_1));
                Thread.sleep(10);
            }
        } catch (IOException | InterruptedException e) {
            // The client has hung up, which is what most of these tests are about.
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        client.close();
    }

    private static CloseableHttpClient client(Networks networks) {
        var settings = HttpClientSettings.defaults().withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
        return BoundedClient.of(settings, networks.filter(), new Bounds(LONGEST, Duration.ofMillis(500)));
    }

    private String get(CloseableHttpClient with, String host) throws IOException {
        return with.execute(
                new HttpGet("http://" + host + ':' + server.getLocalPort() + "/"),
                response -> response.getCode() + " " + EntityUtils.toString(response.getEntity()));
    }

    @Test
    void calls_what_is_allowed() throws IOException {
        assertThat(get(client, "127.0.0.1")).isEqualTo("200 ok");
        assertThat(get(client, "localhost")).isEqualTo("200 ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0", "2130706433", "[::ffff:127.0.0.1]"})
    void does_not_connect_to_anything_else(String host) {
        assertThatThrownBy(() -> get(client(Networks.of(Networks.PRIVATE)), host))
                .isInstanceOf(IOException.class);
        assertThat(connections).hasValue(0);
    }

    @Test
    void says_that_an_address_is_outside() {
        assertThatThrownBy(() -> get(client(Networks.of(Networks.PRIVATE)), "localhost"))
                .isInstanceOf(OutsideException.class)
                .hasMessageContaining("nothing was sent");
    }

    @Test
    void follows_no_redirect_and_tries_nothing_twice() throws IOException {
        answer = "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 2\r\n\r\nno";
        assertThat(get(client, "127.0.0.1")).isEqualTo("302 no");

        answer = "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 2\r\n\r\nno";
        assertThat(get(client, "127.0.0.1")).isEqualTo("503 no");

        assertThat(connections).hasValue(2);
    }

    @Test
    void reads_no_answer_that_announces_to_be_too_long() {
        answer = OK + "Content-Length: 1001\r\n\r\n";

        assertThatThrownBy(() -> get(client, "127.0.0.1")).isInstanceOf(AnswerTooLongException.class);
    }

    @Test
    void stops_reading_an_answer_that_is_too_long() {
        answer = OK + "\r\n" + "x".repeat(LONGEST + 1);

        assertThatThrownBy(() -> get(client, "127.0.0.1")).isInstanceOf(AnswerTooLongException.class);
    }

    @Test
    void closes_what_is_not_used() throws IOException, InterruptedException {
        var settings = HttpClientSettings.defaults();
        var bounds = new Bounds(LONGEST, Duration.ofSeconds(5));
        try (var idle =
                BoundedClient.of(settings, Networks.of(Networks.LOOPBACK).filter(), bounds, Duration.ofMillis(100))) {
            staysOpen = true;

            assertThat(get(idle, "127.0.0.1")).isEqualTo("200 ok");

            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void unpacks_nothing() throws IOException {
        answer = OK + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok";

        assertThat(get(client, "127.0.0.1")).isEqualTo("200 ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\n"})
    void breaks_off_what_trickles(String beginning) {
        answer = beginning;
        trickle = "a: b\r\n";
        var began = System.nanoTime();

        assertThatThrownBy(() -> get(client, "127.0.0.1")).isInstanceOf(IOException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(400), Duration.ofSeconds(3));
    }
}
