package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Fields whose values are of the wrong kind (400) or that nobody can mean (422), alone and in batches. */
class FieldsIT extends OverTheWire {

    private static String labels(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"l" + i + "\":\"x\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String with(String field, String json) {
        var type = field.equals("type") ? "" : "\"type\":\"nobody\",";
        return "{" + type + '"' + field + "\":" + json + "}";
    }

    private void names(String field, JsonNode problem) {
        assertThat(problem.path("errors").valueStream())
                .anySatisfy(error -> assertThat(error.path("field").asString()).startsWith(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type | null",
                "type | 5",
                "type | true",
                "type | {}",
                "type | []",
                "type | \"\"",
                "type | \" \"",
                "type | \"a b\"",
                "type | \"a\\u0000\"",
                "type | \"a\\u200b\"",
                "type | \"\\u202eabc\"",
                "type | \"\\u0435cho\"",
                "type | \".a\"",
                "type | \"a:b\"",
                "type | \"{a}\"",
                "type | \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
                "queue | 5",
                "queue | \"a b\"",
                "queue | \"\"",
                "priority | \"5\"",
                "priority | \"\"",
                "priority | 1.9",
                "priority | 5.0",
                "priority | 1e0",
                "priority | true",
                "priority | -1",
                "priority | 10",
                "priority | 2147483648",
                "priority | 99999999999999999999",
                "priority | []",
                "key | 5",
                "key | \"\"",
                "key | \"a\\nb\"",
                "key | \"\\u00e4\"",
                "delay | -1",
                "delay | 5",
                "delay | \"5\"",
                "delay | \"5 minutes\"",
                "delay | \"5x\"",
                "delay | \" 5m\"",
                "delay | \"-5m\"",
                "delay | \"PT\"",
                "delay | \"1e3s\"",
                "delay | \"\\u0665s\"",
                "runAt | \"2026-11-24T08:15:30\"",
                "runAt | \"2026-02-30T08:15:30Z\"",
                "runAt | \"2026-11-24T25:15:30Z\"",
                "runAt | \"2026-11-24\"",
                "runAt | \"tomorrow\"",
                "runAt | 1764000000",
                "runAt | {}",
                "timeout | 30",
                "timeout | 1e19",
                "timeout | \"1e19\"",
                "timeout | \"\"",
                "timeout | true",
                "expiresIn | 5",
                "expiresIn | \"soon\"",
                "retry | 5",
                "retry | []",
                "retry | {\"maxAttempts\":\"3\"}",
                "retry | {\"maxAttempts\":1.5}",
                "retry | {\"backoff\":1}",
                "retry | {\"multiplier\":\"2\"}",
                "retry | {\"times\":3}",
                "requires | []",
                "requires | {\"a b\":\"c\"}",
                "requires | {\"a\":5}",
                "labels | \"a\"",
                "labels | {\"a\":null}",
                "labels | {\"a\":5}",
                "labels | {\"\":\"x\"}",
                "labels | {\"a\":\"x\\u0000\"}",
                "retention | 5",
                "retention | \"forever\"",
                "priorty | 5",
                "Type | \"echo\"",
                "type\\u0000 | \"echo\"",
                "id | \"019ac3f0-0000-7000-8000-000000000000\"",
                "state | \"SUCCEEDED\"",
            })
    void refuses_what_cannot_be_read(String field, String json) {
        var problem = isProblem(post(with(field, json)), 400);

        assertThat(problem.path("errors").isEmpty()).isFalse();
        if (field.matches("[A-Za-z]+")) {
            names(field, problem);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "delay | \"367d\"",
                "delay | \"8785h\"",
                "delay | \"9223372036854775807ms\"",
                "runAt | \"+999999999-01-01T00:00:00Z\"",
                "runAt | \"2999-01-01T00:00:00Z\"",
                "timeout | \"0s\"",
                "timeout | \"25h\"",
                "expiresIn | \"0s\"",
                "expiresIn | \"367d\"",
                "retry | {\"maxAttempts\":0}",
                "retry | {\"maxAttempts\":-1}",
                "retry | {\"maxAttempts\":1000000}",
                "retry | {\"maxAttempts\":99999999999999999999}",
                "retry | {\"multiplier\":0.5}",
                "retry | {\"multiplier\":1e400}",
                "retry | {\"backoff\":\"25h\"}",
                "retention | \"1s\"",
                "retention | \"31d\"",
            })
    void refuses_what_nobody_can_mean(String field, String json) {
        names(field, isProblem(post(with(field, json)), 422));
    }

    @Test
    void refuses_more_labels_than_are_kept_and_longer_ones() {
        isProblem(post(with("labels", labels(17))), 422);
        isProblem(post(with("requires", labels(17))), 422);
        isProblem(post(with("labels", "{\"a\":\"" + "x".repeat(10_000) + "\"}")), 400);
        isProblem(post(with("labels", "{\"" + "a".repeat(65) + "\":\"x\"}")), 400);
    }

    @Test
    void refuses_a_payload_over_its_limit() {
        isProblem(post(with("payload", "\"" + "x".repeat(262_143) + "\"")), 413);
    }

    @Test
    void says_everything_that_is_wrong_and_repeats_nothing() {
        var answer = post("{\"type\":\"<b>\",\"priority\":10,\"secret-field\":1,\"delay\":\"s3cr3t\"}");

        assertThat(isProblem(answer, 400).path("errors").size()).isEqualTo(4);
        assertThat(answer.body()).doesNotContain("<b>", "s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({"runAt, \"1969-01-01T00:00:00Z\"", "runAt, \"2020-01-01T00:00:00+02:00\"", "delay, \"0s\""})
    void takes_the_past_as_now(String field, String json) {
        var accepted = post(with(field, json));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body()).contains("\"state\":\"PENDING\"");
    }

    private JsonNode refusesBatch(String body, int status) {
        return isProblem(postTo("/v1/tasks/batch", body), status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"tasks\":[]}",
                "{\"tasks\":{}}",
                "[null]",
                "[5]",
                "[[]]",
                "[{}x]",
                "[{\"type\":\"a\"},]",
                "[{\"type\":\"a\"}"
            })
    void refuses_what_is_no_batch(String body) {
        refusesBatch(body, 400);
    }

    @Test
    void refuses_a_batch_whole_and_names_every_bad_task() {
        var problem = refusesBatch("[" + TASK + ",{\"type\":5}," + TASK + ",{\"type\":\"a\",\"priority\":10},{}]", 422);

        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("index").asInt()))
                .contains(1, 3, 4)
                .doesNotContain(0, 2);
    }

    @Test
    void names_the_place_of_what_is_no_task() {
        var problem = refusesBatch("[" + TASK + ",null]", 400);

        assertThat(problem.path("errors").path(0).path("index").asInt()).isEqualTo(1);
    }

    @Test
    void refuses_a_batch_of_more_than_ten_thousand() {
        refusesBatch(Stream.generate(() -> TASK).limit(10_001).collect(Collectors.joining(",", "[", "]")), 413);
    }

    @Test
    void refuses_two_tasks_of_one_key_in_a_batch() {
        var task = "{\"type\":\"nobody\",\"key\":\"wire-twice\",\"priority\":%d}";

        refusesBatch("[" + task.formatted(1) + "," + task.formatted(2) + "]", 422);
    }

    @Test
    void stores_a_task_that_is_twice_in_a_batch_once() {
        var task = "{\"type\":\"nobody\",\"key\":\"wire-same\"}";

        var answer = postTo("/v1/tasks/batch", "[" + task + "," + task + "]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).contains("\"accepted\":1", "\"replayed\":1");
    }

    @Test
    void refuses_lines_of_which_one_is_broken() {
        var answer = wire().send("POST /v1/tasks/batch HTTP/1.1\r\n" + CLOSE
                + "Content-Type: application/x-ndjson\r\nContent-Length: " + (TASK.length() + 3) + "\r\n\r\n" + TASK
                + "\n{x");

        assertThat(isProblem(answer, 400).path("errors").path(0).path("index").asInt())
                .isEqualTo(1);
    }
}
