package io.dayshift.manager.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import com.sun.net.httpserver.HttpServer;
import io.dayshift.common.message.ShutdownRequest;
import io.dayshift.common.net.Networks;
import io.dayshift.common.net.Ports;
import io.dayshift.common.security.CrewClients;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.SomeWorker;
import io.dayshift.manager.system.ManagerProperties;
import io.dayshift.manager.system.WorkerNetworks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

class WorkerClientTest {

    private static final String TOKEN = "manager-0123456789abcdef";
    private static final WorkerSession SESSION = new WorkerSession("w-1", "abcdefgh1234");

    private final List<String> heard = new ArrayList<>();
    private HttpServer server;
    private String location = "";
    private int refusal;
    private byte[] answer =
            "{\"status\":\"UP\",\"details\":{\"session\":\"abcdefgh1234\"}}".getBytes(StandardCharsets.UTF_8);

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(refusal > 0 ? refusal : location.isEmpty() ? 200 : 302, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static WorkerClient client(String... networks) {
        return client(List.of(), networks);
    }

    private static WorkerClient client(List<String> ports, String... networks) {
        var properties = new ManagerProperties(Duration.ofMillis(500), Duration.ofSeconds(1), List.of(networks), ports);
        return new ClientConfiguration()
                .workerClient(RestClient.builder(), properties, crewClients(), WorkerNetworks.of(properties, null));
    }

    private static CrewClients crewClients() {
        var clients = mock(CrewClients.class);
        given(clients.client(any(), any()))
                .willAnswer(call -> call.<RestClient.Builder>getArgument(0)
                        .clone()
                        .requestFactory(
                                call.<CrewClients.Connector>getArgument(1).requests(null))
                        .defaultHeaders(headers -> headers.setBearerAuth(TOKEN))
                        .build());
        return clients;
    }

    private Worker worker() {
        return worker("http://localhost:" + server.getAddress().getPort());
    }

    private static Worker worker(String address) {
        return SomeWorker.of(SESSION).address(address).build();
    }

    @Test
    void shows_its_token_to_workers_in_the_networks() {
        var pulse = client("127.0.0.0/8", "::1").pulse(worker());

        assertThat(pulse).isEqualTo(new Pulse.Answered(Optional.of("abcdefgh1234"), true));
        assertThat(heard).containsExactly("/actuator/health/worker Bearer " + TOKEN);
    }

    @Test
    void calls_nobody_outside_of_them_whatever_a_name_means_by_now() {
        var client = client("10.0.0.0/8");

        assertThat(client.pulse(worker())).isInstanceOf(Pulse.Silent.class);
        assertThatThrownBy(() -> client.ring(worker(), SESSION, List.of())).isInstanceOf(RestClientException.class);
        assertThatThrownBy(() -> client.shutdown(worker(), ShutdownRequest.DEFAULT))
                .isInstanceOf(RestClientException.class);
        assertThat(heard).isEmpty();
    }

    /** Such as one that has registered before the ports were configured. */
    @Test
    void calls_nobody_at_a_port_where_no_worker_may_be() {
        var port = server.getAddress().getPort();
        var client = client(List.of("1-" + (port - 1)), "127.0.0.0/8", "::1");

        assertThat(client.pulse(worker()))
                .isInstanceOfSatisfying(
                        Pulse.Silent.class,
                        silent -> assertThat(silent.toString()).contains("worker-ports"));
        assertThatThrownBy(() -> client.ring(worker(), SESSION, List.of())).isInstanceOf(RestClientException.class);
        assertThatThrownBy(() -> client.shutdown(worker(), ShutdownRequest.DEFAULT))
                .isInstanceOf(RestClientException.class);
        assertThat(heard).isEmpty();
        assertThat(client(List.of(String.valueOf(port)), "127.0.0.0/8", "::1").pulse(worker()))
                .isInstanceOf(Pulse.Answered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void tells_a_worker_that_does_not_let_it_in_from_one_that_is_ill(int status) {
        var client = client("127.0.0.0/8", "::1");
        refusal = status;

        assertThat(client.pulse(worker())).isInstanceOf(Pulse.Silent.class);
        assertThatThrownBy(() -> client.ring(worker(), SESSION, List.of())).isInstanceOf(TurnedAwayException.class);
        assertThatThrownBy(() -> client.shutdown(worker(), ShutdownRequest.DEFAULT))
                .isInstanceOf(TurnedAwayException.class);
    }

    @Test
    void goes_nowhere_else() {
        location = "/elsewhere";

        client("127.0.0.0/8", "::1").pulse(worker());

        assertThat(heard).hasSize(1);
    }

    @Test
    void reads_no_long_answers() {
        answer = new byte[100_000];

        assertThat(client("127.0.0.0/8", "::1").pulse(worker())).isInstanceOf(Pulse.Silent.class);
    }

    @Test
    void tells_a_refused_connection_from_silence() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var client = client("127.0.0.0/8", "::1");

        assertThat(client.pulse(worker("http://127.0.0.1:" + free))).isInstanceOf(Pulse.Refused.class);
        assertThat(client.pulse(worker("http://nothing.invalid"))).isInstanceOf(Pulse.Silent.class);
    }

    @Test
    void sees_at_once_that_a_worker_which_it_has_talked_to_is_gone() {
        var client = client("127.0.0.0/8", "::1");
        var worker = worker();
        client.pulse(worker);

        server.stop(0);

        assertThat(client.pulse(worker)).isInstanceOf(Pulse.Refused.class);
    }

    /** Whoever is connected to and says nothing keeps nobody for longer than is configured. */
    @Test
    void waits_only_so_long_for_an_answer() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var networks = new WorkerNetworks(Networks.of(Networks.LOOPBACK), Ports.of(List.of()));
            var patience = Duration.ofMillis(300);
            var http = crewClients()
                    .client(RestClient.builder(), ClientConfiguration.connector(networks, patience, patience));
            var client = new WorkerClient(http, http);
            var worker = worker("http://127.0.0.1:" + silent.getLocalPort());
            var began = System.nanoTime();

            assertThat(client.pulse(worker)).isInstanceOf(Pulse.Silent.class);
            assertThatThrownBy(() -> client.ring(worker, SESSION, List.of())).isInstanceOf(RestClientException.class);
            assertThatThrownBy(() -> client.shutdown(worker, ShutdownRequest.DEFAULT))
                    .isInstanceOf(RestClientException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
