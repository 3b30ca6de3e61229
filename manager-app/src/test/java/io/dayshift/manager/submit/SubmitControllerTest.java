package io.dayshift.manager.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.web.WebConfiguration;
import io.dayshift.manager.WithoutSecurity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

@WebMvcTest(SubmitController.class)
@Import(WebConfiguration.class)
@WithoutSecurity
class SubmitControllerTest {

    private static final String TASK = "{\"type\":\"echo\",\"payload\":1.10}";

    @Autowired
    private MockMvcTester http;

    @MockitoBean
    private Intake intake;

    @TestConfiguration
    static class Clock {
        @Bean
        InstantSource clock() {
            return InstantSource.fixed(Instant.EPOCH);
        }
    }

    private MockMvcRequestBuilder post(String uri, String body) {
        return http.post().uri(uri).contentType("application/json").content(body);
    }

    private void refuses(MockMvcRequestBuilder request, int status) {
        assertThat(request).hasStatus(status).hasContentType("application/problem+json");
        then(intake).shouldHaveNoInteractions();
    }

    private static Task stored(TaskSpec spec) {
        return new Task(
                new TaskId("019ac3f0-0000-7000-8000-000000000000"),
                spec.lane(),
                TaskState.PENDING,
                0,
                3,
                spec.key(),
                null,
                new Task.Times(Instant.EPOCH, null, null, null, null),
                null,
                spec.payload(),
                null,
                null,
                Collections.emptySortedMap());
    }

    @Test
    void answers_a_task_with_the_exact_payload() {
        given(intake.take(any())).willAnswer(call -> new Intake.Taken(stored(call.getArgument(0)), false));

        var answer = post("/v1/tasks", TASK).exchange();

        assertThat(answer)
                .hasStatus(202)
                .hasHeader("Location", "/v1/tasks/019ac3f0-0000-7000-8000-000000000000")
                .bodyText()
                .endsWith("\"payload\":1.10}");
        then(intake).should().take(assertArg(spec -> assertThat(spec.payload()).isEqualTo(new Json("1.10"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/merge-patch+json",
                "multipart/form-data;boundary=x",
                "application/json;charset=iso-8859-1",
            })
    void reads_no_other_media_type(String type) {
        refuses(http.post().uri("/v1/tasks").header("Content-Type", type).content(TASK), 415);
    }

    @Test
    void reads_no_body_without_a_media_type() {
        refuses(http.post().uri("/v1/tasks").content(TASK), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity, gzip", "br", "x"})
    void inflates_nothing(String encoding) {
        refuses(post("/v1/tasks", TASK).header("Content-Encoding", encoding), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/xml", "text/html", "///", "application/json;q=0"})
    void stores_nothing_when_its_answer_would_not_be_accepted(String accepted) {
        refuses(post("/v1/tasks", TASK).header("Accept", accepted), 406);
        refuses(post("/v1/tasks/batch", '[' + TASK + ']').header("Accept", accepted), 406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=abc", "wait=", "wait=61s", "wait=-1s", "wait=5", "wait=1s&wait=1s"})
    void refuses_a_wait_that_cannot_be_read(String query) {
        refuses(post("/v1/tasks?" + query, TASK), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00e4", "a\tb", "a\u0001b"})
    void refuses_a_key_that_is_not_printable(String key) {
        refuses(post("/v1/tasks", TASK).header("Idempotency-Key", key), 400);
    }

    @Test
    void refuses_a_key_that_is_too_long() {
        refuses(post("/v1/tasks", TASK).header("Idempotency-Key", "k".repeat(256)), 400);
    }

    @Test
    void refuses_two_keys() {
        refuses(post("/v1/tasks", TASK).header("Idempotency-Key", "a", "b"), 400);
        refuses(post("/v1/tasks", "{\"type\":\"echo\",\"key\":\"a\"}").header("Idempotency-Key", "b"), 400);
    }

    @Test
    void takes_the_same_key_from_the_header_and_the_body() {
        given(intake.take(any())).willAnswer(call -> new Intake.Taken(stored(call.getArgument(0)), true));

        var answer = post("/v1/tasks", "{\"type\":\"echo\",\"key\":\"a\"}").header("Idempotency-Key", "a");

        assertThat(answer).hasStatus(200).hasHeader("Idempotency-Replayed", "true");
    }

    @Test
    void refuses_a_key_for_a_whole_batch() {
        refuses(post("/v1/tasks/batch", '[' + TASK + ']').header("Idempotency-Key", "a"), 400);
    }

    @Test
    void refuses_a_body_that_is_not_utf_8() {
        var body = "{\"type\":\"echo\",\"payload\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[26] = (byte) 0xff;

        refuses(http.post().uri("/v1/tasks").contentType("application/json").content(body), 400);
    }

    @Test
    void refuses_a_body_over_a_mebibyte_but_takes_a_larger_batch() {
        given(intake.takeAll(any())).willReturn(new Intake.Batch(1, 0, List.of("id")));
        var task = TASK + " ".repeat(1024 * 1024);

        assertThat(post("/v1/tasks", task)).hasStatus(413).hasContentType("application/problem+json");
        assertThat(post("/v1/tasks/batch", '[' + task + ']')).hasStatus(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tasks;x=1", "/v1//tasks", "//", "/v1/tasks/batch;a"})
    void refuses_a_path_that_is_not_plain(String path) {
        refuses(http.post().uri(URI.create("http://localhost" + path)).content(TASK), 400);
    }

    @Test
    void says_which_methods_there_are() {
        assertThat(http.put().uri("/v1/tasks"))
                .hasStatus(405)
                .hasContentType("application/problem+json")
                .headers()
                .extracting(HttpHeaders::getAllow)
                .asString()
                .contains("POST");
    }
}
