package io.dayshift.manager.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:15:30Z");
    private static final int PAYLOAD_LIMIT = 256 * 1024;

    private final TaskReader reader = new TaskReader(InstantSource.fixed(NOW));

    private static String echo(String fields) {
        return "{\"type\":\"echo\"," + fields + '}';
    }

    private Problem refusal(String body) {
        return assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> reader.readOne(body))
                .actual();
    }

    private String payload(String body) {
        return String.valueOf(reader.readOne(body).payload());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "null",
                "[]",
                "\"x\"",
                "5",
                "{\"type\":\"echo\"",
                "{\"type\":\"echo\"}x",
                "{\"type\":\"echo\"}{\"type\":\"echo\"}",
                "{\"type\":\"echo\"}\u0000",
                "\ufeff{\"type\":\"echo\"}",
                "{'type':'echo'}",
                "{type:\"echo\"}",
                "{/*c*/\"type\":\"echo\"}",
                "{\"type\":\"echo\",}",
                "{\"type\":\"echo\",\"type\":\"echo\"}",
                "{}",
                "{\"Type\":\"echo\"}",
                "{\"type\":5}",
                "{\"type\":null}",
                "{\"type\":\"\"}",
                "{\"type\":\" \"}",
                "{\"type\":{}}",
                "{\"type\":[\"echo\"]}",
                "{\"type\":\"\\u0000\"}",
                "{\"type\":\"echo\\n\"}",
                "{\"type\":\"e\u200bcho\"}",
                "{\"type\":\"\u202eecho\"}",
                "{\"type\":\"\u0435cho\"}",
                "{\"type\":\"a:b\"}",
            })
    void refuses_what_is_no_task(String body) {
        assertThat(refusal(body).status().value()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"priorty\":1",
                "\"priority\":01",
                "\"priority\":\"5\"",
                "\"priority\":\"\"",
                "\"priority\":1.9",
                "\"priority\":1.0",
                "\"priority\":1e0",
                "\"priority\":-1",
                "\"priority\":10",
                "\"priority\":2147483648",
                "\"priority\":99999999999999999999999",
                "\"priority\":true",
                "\"priority\":[]",
                "\"delay\":-1",
                "\"delay\":5",
                "\"delay\":\"-1s\"",
                "\"delay\":\"PT-1S\"",
                "\"runAt\":\"2026-11-24T08:15:30\"",
                "\"runAt\":\"2027-02-30T08:15:30Z\"",
                "\"runAt\":1700000000",
                "\"runAt\":\"1700000000\"",
                "\"timeout\":\"5 minutes\"",
                "\"timeout\":\"5x\"",
                "\"timeout\":\" 5m\"",
                "\"timeout\":\"\u0665m\"",
                "\"timeout\":30",
                "\"timeout\":1e19",
                "\"timeout\":\"1e19\"",
                "\"labels\":[]",
                "\"labels\":{\"a\":5}",
                "\"labels\":{\"a\":null}",
                "\"labels\":{\"a\":{\"b\":1}}",
                "\"labels\":{\"a b\":\"x\"}",
                "\"labels\":{\"\":\"x\"}",
                "\"labels\":{\"a\":\"\\u0000\"}",
                "\"labels\":{\"a\":\"\\ud800\"}",
                "\"requires\":{\"a\":true}",
                "\"requires\":{\"a:b\":\"x\"}",
                "\"retry\":5",
                "\"retry\":{\"max\":5}",
                "\"retry\":{\"maxAttempts\":\"5\"}",
                "\"retry\":{\"maxAttempts\":1.5}",
                "\"retry\":{\"multiplier\":\"2\"}",
                "\"key\":\"\"",
                "\"key\":5",
                "\"key\":\"\u00e4\"",
                "\"key\":\"a\\nb\"",
                "\"queue\":\"\"",
                "\"queue\":\"{x}\"",
                "\"payload\":\"\\ud800\"",
                "\"payload\":\"\\udc00\\ud800\"",
                "\"payload\":\"a\nb\"",
                "\"payload\":{\"a\":1,\"a\":2}",
                "\"payload\":NaN",
                "\"payload\":-Infinity",
                "\"payload\":+1",
                "\"payload\":.5",
                "\"payload\":1.",
                "\"payload\":tru",
                "\"payload\":\"\\x41\"",
                "\"payload\":",
            })
    void refuses_a_field_that_cannot_be_read(String field) {
        assertThat(refusal(echo(field)).status().value()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"delay\":\"9223372036854775807s\"",
                "\"delay\":\"9223372036854775807ms\"",
                "\"delay\":\"99999999999999999999999d\"",
                "\"delay\":\"PT99999999999999H\"",
                "\"delay\":\"367d\"",
                "\"delay\":\"1s\",\"runAt\":\"2026-11-25T00:00:00Z\"",
                "\"runAt\":\"+999999999-12-31T23:59:59Z\"",
                "\"runAt\":\"9999-12-31T23:59:59Z\"",
                "\"retry\":{\"maxAttempts\":0}",
                "\"retry\":{\"maxAttempts\":-1}",
                "\"retry\":{\"maxAttempts\":1000000}",
                "\"retry\":{\"maxAttempts\":99999999999999999999}",
                "\"retry\":{\"multiplier\":1e400}",
                "\"retry\":{\"multiplier\":0.5}",
                "\"timeout\":\"0s\"",
                "\"timeout\":\"25h\"",
                "\"retention\":\"31d\"",
                "\"retention\":\"1s\"",
                "\"expiresIn\":\"0s\"",
                "\"delay\":\"2h\",\"expiresIn\":\"1h\"",
            })
    void refuses_a_field_that_can_be_read_but_not_accepted(String field) {
        assertThat(refusal(echo(field)).status().value()).isEqualTo(422);
    }

    static Stream<String> beyondALimit() {
        return Stream.of(
                "\"payload\":" + "1".repeat(1001),
                "\"payload\":" + "[".repeat(64) + "]".repeat(64),
                "\"payload\":" + "[".repeat(10_000) + "]".repeat(10_000),
                "\"key\":\"" + "k".repeat(256) + '"',
                "\"queue\":\"" + "q".repeat(65) + '"',
                "\"labels\":{\"a\":\"" + "x".repeat(256) + "\"}",
                IntStream.range(0, 100_000).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(",")));
    }

    @ParameterizedTest
    @MethodSource("beyondALimit")
    void refuses_what_is_beyond_a_limit(String field) {
        assertThat(refusal(echo(field)).status().value()).isEqualTo(400);
    }

    @Test
    void names_every_field_that_is_wrong_but_repeats_no_input() {
        var refusal = refusal(echo("\"priorty\":1,\"<b>\":2,\"timeout\":30,\"retry\":{\"maxAttempts\":0}"));

        assertThat(refusal.faults())
                .extracting(Problem.Fault::field)
                .containsExactly("priorty", "?", "timeout", "retry.maxAttempts");
    }

    @Test
    void refuses_seventeen_labels() {
        var labels = IntStream.range(0, 17).mapToObj(i -> "\"a" + i + "\":\"\"").collect(Collectors.joining(","));

        assertThat(refusal(echo("\"labels\":{" + labels + '}')).status().value())
                .isEqualTo(422);
    }

    @Test
    void refuses_a_payload_over_its_limit_as_too_large() {
        var refusal = refusal(echo("\"payload\":\"" + "x".repeat(PAYLOAD_LIMIT - 1) + '"'));

        assertThat(refusal.status().value()).isEqualTo(413);
        assertThat(refusal.slug()).isEqualTo("too-large");
    }

    @Test
    void counts_a_payload_in_bytes() {
        var refusal = refusal(echo("\"payload\":\"" + "\u00e4".repeat(PAYLOAD_LIMIT / 2) + '"'));

        assertThat(refusal.status().value()).isEqualTo(413);
    }

    @Test
    void takes_a_payload_at_its_limit() {
        var json = '"' + "x".repeat(PAYLOAD_LIMIT - 2) + '"';

        assertThat(payload(echo("\"payload\":" + json))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "-0",
                "0.10",
                "1.10",
                "1e400",
                "1E+2",
                "9007199254740993",
                "9223372036854775808",
                "\"x\"",
                "\"\"",
                "\"\\u0000\"",
                "\"\\\"\\\\\"",
                "true",
                "false",
                "[]",
                "{}",
                "[ 1 ,\n\t2.50 ]",
                "[[],[{}]]",
                "{ \"a\" : [ 1 ] , \"b\":\"\\/\\u00e4\\ud83d\\ude00 \ud83d\ude00\" }",
            })
    void keeps_the_exact_text_of_a_payload(String json) {
        assertThat(payload("{\"payload\":" + json + ",\"type\":\"echo\"}")).isEqualTo(json);
        assertThat(payload("{\"type\":\"echo\", \"payload\" :\n " + json + " \t}"))
                .isEqualTo(json);
    }

    @Test
    void keeps_the_exact_text_of_a_long_payload_behind_characters_of_many_bytes() {
        var json = "[\"" + "\ud83d\ude00".repeat(30_000) + "\", 1.10]";

        assertThat(payload("{\"labels\":{\"a\":\"\u00e4\ud83d\ude00\"},\"payload\":" + json + ",\"type\":\"echo\"}"))
                .isEqualTo(json);
    }

    @Test
    void fills_in_what_is_left_out_or_null() {
        var task = reader.readOne(echo("\"payload\":null,\"timeout\":null,\"priority\":null,\"retry\":null"));

        assertThat(task.payload()).isNull();
        assertThat(task.timeout()).isEqualTo(TaskSpec.DEFAULT_TIMEOUT);
        assertThat(task.lane().priority()).isEqualTo(TaskSpec.DEFAULT_PRIORITY);
        assertThat(task.retry().maxAttempts()).isEqualTo(3);
    }

    @Test
    void reads_both_ways_of_writing_a_duration() {
        var task = reader.readOne(echo("\"timeout\":\"1500ms\",\"retention\":\"PT2H\""));

        assertThat(task.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(task.retention()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void takes_an_instant_of_the_past_with_any_zone() {
        var task = reader.readOne(echo("\"runAt\":\"2001-01-01T01:00:00+01:00\""));

        assertThat(task.runAt()).isEqualTo("2001-01-01T00:00:00Z");
    }

    @Test
    void keeps_label_values_of_any_characters() {
        var task = reader.readOne(echo("\"labels\":{\"a\":\"\",\"b\":\"k:v=1,%20\u00e4\"}"));

        assertThat(task.labels()).isEqualTo(Map.of("a", "", "b", "k:v=1,%20\u00e4"));
    }
}
