package io.dayshift.manager.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import io.dayshift.common.message.RegisterResponse;
import io.dayshift.common.net.Networks;
import io.dayshift.common.net.Ports;
import io.dayshift.common.web.WebConfiguration;
import io.dayshift.manager.WithoutSecurity;
import io.dayshift.manager.system.WorkerNetworks;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

@WebMvcTest(RegisterController.class)
@Import(WebConfiguration.class)
@WithoutSecurity
class RegisterControllerTest {

    private static final String WORKER = "{\"workerId\":\"w-1\",\"address\":\"http://10.0.0.7:8081\",\"capacity\":4,"
            + "\"types\":[\"echo\"],\"labels\":{},\"session\":\"abcdefgh1234\"}";

    @TestConfiguration(proxyBeanMethods = false)
    static class Somewhere {

        @Bean
        WorkerNetworks workerNetworks() {
            return new WorkerNetworks(Networks.of(List.of("10.0.0.0/8")), Ports.of(List.of()));
        }
    }

    @Autowired
    private MockMvcTester http;

    @MockitoBean
    private Reception reception;

    private MockMvcRequestBuilder register(byte[] body) {
        return http.post().uri("/register").contentType("application/json").content(body);
    }

    private void refuses(String body, int status) {
        refuses(register(body.getBytes(StandardCharsets.UTF_8)), status);
    }

    private void refuses(MockMvcRequestBuilder request, int status) {
        assertThat(request).hasStatus(status).hasContentType("application/problem+json");
        then(reception).shouldHaveNoInteractions();
    }

    private static String with(String field, String json) {
        return WORKER.replaceFirst('"' + field + "\":(\"[^\"]*\"|\\d+|\\[[^]]*]|\\{})", '"' + field + "\":" + json);
    }

    @Test
    void admits_a_worker_with_labels_of_any_characters() {
        given(reception.register(any()))
                .willReturn(new RegisterResponse(
                        "w-1", "abcdefgh1234", Duration.ofSeconds(3), Duration.ofMillis(750), List.of()));
        var body = with("labels", "{\"a\":\"\",\"b\":\"k:v=1,%20\u00e4\"}");

        assertThat(register(body.getBytes(StandardCharsets.UTF_8))).hasStatusOk();
        then(reception)
                .should()
                .register(assertArg(
                        worker -> assertThat(worker.labels()).isEqualTo(Map.of("a", "", "b", "k:v=1,%20\u00e4"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", " null ", "[]", "5", "{", "{\"workerId\":\"a\",\"workerId\":\"b\"}"})
    void refuses_what_is_no_registration(String body) {
        refuses(body, 400);
    }

    @Test
    void refuses_what_stands_around_a_registration() {
        refuses(WORKER + "{}", 400);
        refuses('\ufeff' + WORKER, 400);
        refuses(WORKER.replace("{}", "{}/**/"), 400);
        refuses(WORKER.replace("workerId", "WorkerId"), 400);
        refuses(WORKER.replace("{}", "{},\"x\":1"), 400);
        refuses("[".repeat(100) + "]".repeat(100), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workerId", "address", "capacity", "types", "session"})
    void refuses_a_registration_that_lacks(String field) {
        refuses(with(field, "null"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "{a}", "a*", "a b", "", "\\u0000", "a\\n", "../a", "\u00e4"})
    void refuses_an_id_that_is_no_name(String id) {
        refuses(with("workerId", '"' + id.replace("\\", "\\\\") + '"'), 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workerId | 5",
                "capacity | \"5\"",
                "capacity | \"\"",
                "capacity | 1.5",
                "capacity | 1.0",
                "capacity | true",
                "capacity | 1000000000000",
                "types | \"echo\"",
                "types | [5]",
                "types | [null]",
                "labels | []",
                "labels | {\"a\":5}",
                "labels | {\"a\":null}",
                "labels | {\"a\":true}",
                "labels | {\"a b\":\"\"}",
                "labels | {\"a\":\"x\",\"a\":\"y\"}",
                "address | 5",
            })
    void refuses_a_value_of_the_wrong_kind(String field, String json) {
        refuses(with(field, json), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000000"})
    void refuses_a_capacity_out_of_range(String capacity) {
        refuses(with("capacity", capacity), 422);
    }

    @Test
    void refuses_ten_thousand_labels() {
        var labels = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"l" + i + "\":\"x\"")
                .collect(Collectors.joining(",", "{", "}"));

        refuses(with("labels", labels), 422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:6379",
                "http://localhost:6379",
                "http://[::1]:6379",
                "http://169.254.169.254",
                "http://[fd00:ec2::254]",
                "http://[fe80::1]:80",
                "http://0.0.0.0:6379",
                "http://8.8.8.8",
                "http://nothing.invalid",
                "http://a@10.0.0.7:8081",
                "file:///etc/passwd",
                "http://[::ffff:10.0.0.7]:80",
                "http://167772167:80",
            })
    void refuses_an_address_where_no_worker_may_be(String address) {
        refuses(with("address", '"' + address + '"'), 422);
    }

    @Test
    void refuses_half_of_a_character() {
        refuses(with("labels", "{\"a\":\"\\\\ud800\"}"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "UTF-32LE"})
    void refuses_another_encoding(String charset) {
        refuses(register(WORKER.getBytes(Charset.forName(charset))), 400);
    }

    @ParameterizedTest
    @CsvSource({"0xED, 0xA0, 0x80", "0xC1, 0x81, 0x41", "0xFF, 0x41, 0x41"})
    void refuses_bytes_that_are_no_characters(int first, int second, int third) {
        var body = with("labels", "{\"a\":\"???\"}").getBytes(StandardCharsets.UTF_8);
        var at = new String(body, StandardCharsets.UTF_8).indexOf('?');
        body[at] = (byte) first;
        body[at + 1] = (byte) second;
        body[at + 2] = (byte) third;

        refuses(register(body), 400);
    }

    @Test
    void registers_nobody_whose_answer_would_not_be_accepted() {
        refuses(register(WORKER.getBytes(StandardCharsets.UTF_8)).header("Accept", "image/png"), 406);
    }
}
