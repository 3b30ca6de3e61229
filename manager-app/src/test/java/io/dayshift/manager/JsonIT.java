package io.dayshift.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no JSON, or more of it than anybody means. */
class JsonIT extends OverTheWire {

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("empty", ""),
                arguments("blank", " \n"),
                arguments("null", "null"),
                arguments("null with blanks", " null "),
                arguments("array", "[]"),
                arguments("string", "\"x\""),
                arguments("number", "5"),
                arguments("boolean", "true"),
                arguments("truncated", "{\"type\":\"nob"),
                arguments("truncated behind a value", "{\"type\":\"nobody\""),
                arguments("trailing garbage", TASK + "x"),
                arguments("two documents", TASK + TASK),
                arguments("single quotes", "{'type':'nobody'}"),
                arguments("no quotes", "{type:\"nobody\"}"),
                arguments("comment", "{\"type\":\"nobody\"/**/}"),
                arguments("line comment", "{\"type\":\"nobody\"}//"),
                arguments("trailing comma", "{\"type\":\"nobody\",}"),
                arguments("leading zero", "{\"type\":\"nobody\",\"priority\":01}"),
                arguments("plus", "{\"type\":\"nobody\",\"priority\":+1}"),
                arguments("leading point", "{\"type\":\"nobody\",\"payload\":.1}"),
                arguments("NaN", "{\"type\":\"nobody\",\"payload\":NaN}"),
                arguments("Infinity", "{\"type\":\"nobody\",\"payload\":-Infinity}"),
                arguments("1001 digits", "{\"type\":\"nobody\",\"payload\":" + "1".repeat(1001) + "}"),
                arguments("invalid UTF-8", "{\"type\":\"nobody\",\"payload\":\"\u00ff\"}"),
                arguments("overlong UTF-8", "{\"type\":\"nobody\",\"payload\":\"\u00c0\u00af\"}"),
                arguments("surrogate in UTF-8", "{\"type\":\"nobody\",\"payload\":\"\u00ed\u00a0\u0080\"}"),
                arguments("lone high surrogate", "{\"type\":\"nobody\",\"payload\":\"\\ud800\"}"),
                arguments("lone low surrogate", "{\"type\":\"nobody\",\"labels\":{\"a\":\"\\udc00\"}}"),
                arguments("surrogates the wrong way round", "{\"type\":\"nobody\",\"payload\":\"\\udc00\\ud800\"}"),
                arguments("raw control character", "{\"type\":\"nobody\",\"payload\":\"a\u0001b\"}"),
                arguments("raw line break", "{\"type\":\"nobody\",\"payload\":\"a\nb\"}"),
                arguments("zero byte", "{\"type\":\"nobody\"}\u0000"),
                arguments("byte order mark", "\u00ef\u00bb\u00bf" + TASK),
                arguments("unknown escape", "{\"type\":\"nobody\",\"payload\":\"\\x41\"}"),
                arguments("duplicate key", "{\"type\":\"nobody\",\"type\":\"nobody\"}"),
                arguments("duplicate key in the payload", "{\"type\":\"nobody\",\"payload\":{\"a\":1,\"a\":2}}"),
                arguments("65 levels", "{\"type\":\"nobody\",\"payload\":" + "[".repeat(64) + "]".repeat(64) + "}"),
                arguments("500 levels", "{\"type\":\"nobody\",\"payload\":" + "[".repeat(500) + "]".repeat(500) + "}"),
                arguments("10 000 levels", "[".repeat(10_000)),
                arguments("10 000 levels of objects", "{\"a\":".repeat(10_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void refuses_what_is_no_task(String name, String body) {
        isProblem(post(body), 400);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void refuses_it_as_a_batch_too(String name, String body) {
        isProblem(postTo("/v1/tasks/batch", name.equals("array") ? "[[]]" : body), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32BE"})
    void guesses_no_encoding(String charset) {
        var bytes = TASK.getBytes(Charset.forName(charset));

        isProblem(post(new String(bytes, StandardCharsets.ISO_8859_1)), 400);
    }

    @Test
    void refuses_a_hundred_thousand_keys() {
        var keys = IntStream.range(0, 100_000).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));

        isProblem(post("{\"type\":\"nobody\",\"payload\":{" + keys + "}}"), 413);
        isProblem(post("{\"type\":\"nobody\"," + keys + "}"), 413);
        isProblem(post("{\"type\":\"nobody\",\"labels\":{" + keys + "}}"), 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "\"x\"",
                "\"\"",
                "true",
                "[]",
                "{}",
                "1e400",
                "-0",
                "0.1",
                "0.10",
                "1.10",
                "9007199254740993",
                "9223372036854775809",
                "\"\\u0000\"",
                "{ \"a\" : [ 1.10 ,\t2 ], \"b\":\"\\/\u00e4\ud83d\ude00\\ud83d\\ude00\" }",
            })
    void gives_a_payload_back_as_the_exact_text(String json) {
        var bytes = ("{ \"payload\" :  " + json + "\n, \"type\":\"nobody\"}").getBytes(StandardCharsets.UTF_8);

        var accepted = post(new String(bytes, StandardCharsets.ISO_8859_1));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body()).contains("\"payload\":" + json + '}');
        assertThat(get(accepted.header("Location")).body()).contains("\"payload\":" + json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"nobody\"}", "{\"type\":\"nobody\",\"payload\":null}"})
    void needs_no_payload(String body) {
        var accepted = post(body);

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body()).doesNotContain("payload");
    }

    @Test
    void takes_64_levels() {
        assertThat(post("{\"type\":\"nobody\",\"payload\":" + "[".repeat(63) + "]".repeat(63) + "}")
                        .status())
                .isEqualTo(202);
    }
}
