package io.dayshift.manager.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FarewellTest {

    private final Farewell farewell = new Farewell(mock(ApplicationContext.class));

    @Test
    void connections_are_kept_until_the_manager_leaves() throws ServletException, IOException {
        farewell.start();
        assertThat(answered().getHeader("Connection")).isNull();

        farewell.stop();

        assertThat(answered().getHeader("Connection")).isEqualTo("close");
        assertThat(farewell.isRunning()).isFalse();
    }

    @Test
    void waits_for_those_whom_it_has_let_in_and_lets_nobody_in_after() throws InterruptedException {
        farewell.start();
        assertThat(farewell.enter()).isTrue();

        var stopping = Thread.startVirtualThread(farewell::stop);
        await().until(() -> !entersAndLeaves());

        assertThat(stopping.join(Duration.ofSeconds(2)))
                .as("gone while somebody was there")
                .isFalse();
        farewell.leave();
        stopping.join();
        assertThat(farewell.isRunning()).isFalse();
    }

    @Test
    void answers_connections_that_are_open_though_it_refuses_new_ones() throws IOException, InterruptedException {
        var context = mock(WebServerApplicationContext.class);
        var leaving = new Farewell(context, Duration.ofMinutes(1));
        var server = server(leaving);
        when(context.getWebServer()).thenReturn(server);
        server.start();
        var port = server.getPort();
        try (var early = new Socket(InetAddress.getLoopbackAddress(), port);
                var late = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(ask(early)).contains("204").doesNotContain("Connection: close");
            assertThat(ask(late)).contains("204");

            var stopping = Thread.startVirtualThread(leaving::stop);
            await().until(() -> isRefused(port));

            assertThat(ask(early)).contains("204").contains("Connection: close");
            assertThat(stopping.join(Duration.ofMillis(600)))
                    .as("gone while a connection was open")
                    .isFalse();
            assertThat(ask(late)).contains("204");
            stopping.join();
        } finally {
            server.stop();
        }
    }

    private static WebServer server(Farewell farewell) {
        return new TomcatServletWebServerFactory(0).getWebServer(context -> {
            context.addFilter("farewell", farewell).addMappingForUrlPatterns(null, false, "/*");
            context.addServlet("empty", new Empty()).addMapping("/");
        });
    }

    /** Has nothing to say. */
    private static final class Empty extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private static String ask(Socket connection) throws IOException {
        connection.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(US_ASCII));
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            var next = connection.getInputStream().read();
            assertThat(next).as("end of a connection after '%s'", answer).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static boolean isRefused(int port) throws IOException {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    private boolean entersAndLeaves() {
        var entered = farewell.enter();
        if (entered) {
            farewell.leave();
        }
        return entered;
    }

    private MockHttpServletResponse answered() throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        farewell.doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
        return response;
    }
}
