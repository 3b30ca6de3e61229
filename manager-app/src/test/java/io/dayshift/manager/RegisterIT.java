package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registrations that are none, or of what no worker can be. The manager serves this machine, so workers are on it. */
class RegisterIT extends OverTheWire {

    private static final String REGISTRATION =
            "{\"workerId\":\"wire-1\",\"address\":\"http://127.0.0.1:1\",\"capacity\":4,"
                    + "\"types\":[\"echo\"],\"labels\":{},\"session\":\"abcdefgh1234\"}";

    private static String with(String field, String json) {
        return REGISTRATION.replaceFirst(
                '"' + field + "\":(\"[^\"]*\"|\\d+|\\[[^]]*]|\\{})",
                Matcher.quoteReplacement('"' + field + "\":" + json));
    }

    /** Those who were let in would be missed soon, and that changes the store. */
    @AfterEach
    void forgets_its_workers() {
        emptyStore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{", "{}", "{\"workerId\":\"a\",\"workerId\":\"b\"}"})
    void refuses_what_is_no_registration(String body) {
        isProblem(postTo("/register", body), 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "workerId | null",
                "workerId | \"\"",
                "workerId | \"a:b\"",
                "workerId | \"{a}\"",
                "workerId | \"a*\"",
                "workerId | \"a b\"",
                "workerId | \"a\\u0000\"",
                "workerId | 5",
                "session | \"short\"",
                "session | \"with space 12\"",
                "capacity | \"5\"",
                "capacity | 1.5",
                "capacity | 99999999999999999999",
                "types | \"echo\"",
                "types | [\"a b\"]",
                "types | [null]",
                "labels | {\"a b\":\"\"}",
                "labels | {\"a\":5}",
                "address | 5",
                "address | null",
            })
    void refuses_what_cannot_be_read(String field, String json) {
        isProblem(postTo("/register", with(field, json)), 400);
    }

    @ParameterizedTest
    @CsvSource({"capacity, 0", "capacity, -1", "capacity, 1000000000", "types, []"})
    void refuses_what_no_worker_can_be(String field, String json) {
        isProblem(postTo("/register", with(field, json)), 422);
    }

    @Test
    void refuses_ten_thousand_labels() {
        var labels = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"l" + i + "\":\"x\"")
                .collect(Collectors.joining(",", "{", "}"));

        isProblem(postTo("/register", with("labels", labels)), 422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://169.254.169.254",
                "http://[fd00:ec2::254]",
                "http://10.0.0.7:6379",
                "http://192.168.0.1",
                "http://8.8.8.8",
                "http://0.0.0.0:8081",
                "http://[::]:8081",
                "http://nothing.invalid:8081",
                "file:///etc/passwd",
                "gopher://127.0.0.1:6379",
                "http://a@b",
                "http://127.0.0.1@10.0.0.7",
                "http://[::ffff:127.0.0.1]:8081",
                "http://2130706433:8081",
                "http://0x7f000001:8081",
                "http://127.1:8081",
                "http://127.0.0.1:8081/path",
                "http://127.0.0.1:8081?x",
                "//127.0.0.1:8081",
                "",
            })
    void refuses_an_address_where_no_worker_may_be(String address) {
        var problem = isProblem(postTo("/register", with("address", '"' + address + '"')), 422);

        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo("address");
    }

    /** A name that other resolvers take for this machine: it would be called here, were it called. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a@127.0.0.1:%d",
                "http://2130706433:%d",
                "http://[::ffff:127.0.0.1]:%d",
                "http://0.0.0.0:%d"
            })
    void makes_no_call_to_whom_it_refuses(String address) throws IOException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);

            isProblem(postTo("/register", with("address", '"' + address.formatted(server.getLocalPort()) + '"')), 422);

            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void says_the_same_twice() {
        var worker = REGISTRATION.replace("wire-1", "wire-2");
        var first = postTo("/register", worker);
        var second = postTo("/register", worker);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void refuses_an_id_that_lives_under_another_session() {
        var worker = REGISTRATION.replace("wire-1", "wire-3");
        postTo("/register", worker);

        var answer = postTo("/register", worker.replace("abcdefgh1234", "other-session"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Retry-After")).matches("\\d+");
        isProblem(answer);
    }
}
