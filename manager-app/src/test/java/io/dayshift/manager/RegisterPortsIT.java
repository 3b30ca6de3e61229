package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Whoever may register leads the manager to some ports of this machine only, when those are configured. */
@TestPropertySource(properties = {"dayshift.namespace=ports", "dayshift.manager.worker-ports=1-9,443"})
@DirtiesContext
class RegisterPortsIT extends OverTheWire {

    private static String registration(String address) {
        return "{\"workerId\":\"wire-1\",\"address\":\"" + address + "\",\"capacity\":4,"
                + "\"types\":[\"echo\"],\"labels\":{},\"session\":\"abcdefgh1234\"}";
    }

    /** Those who were let in would be missed soon, and that changes the store. */
    @AfterEach
    void forgets_its_workers() {
        emptyStore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9", "http://127.0.0.1:1", "https://127.0.0.1", "https://localhost:443"})
    void admits_a_worker_at_one_of_them(String address) {
        assertThat(postTo("/register", registration(address)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:10", "http://127.0.0.1", "http://localhost:6379", "https://[::1]:65535"})
    void refuses_a_worker_at_any_other_and_says_what_to_do(String address) {
        var problem = isProblem(postTo("/register", registration(address)), 422);

        var fault = problem.path("errors").path(0);
        assertThat(fault.path("field").asString()).isEqualTo("address");
        assertThat(fault.path("message").asString())
                .contains("dayshift.manager.worker-ports", "start the worker with such a server.port");
    }

    @Test
    void makes_no_call_to_another() throws IOException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);

            isProblem(postTo("/register", registration("http://127.0.0.1:" + server.getLocalPort())), 422);

            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
