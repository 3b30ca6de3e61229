package io.dayshift.worker.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dayshift.common.handler.TaskHandler;
import io.dayshift.common.handler.TaskRejectedException;
import io.dayshift.common.task.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BuiltInHandlersTest {

    private static String json(TaskHandler handler, FakeRun run) throws Exception {
        return JsonMapper.shared().writeValueAsString(handler.handle(run));
    }

    @Test
    void echo_returns_the_exact_payload() {
        assertThat(new EchoHandler().handle(new FakeRun("{\"n\": 1.10}"))).isEqualTo(new Json("{\"n\": 1.10}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the bird and The worm    | {\"words\":{\"and\":1,\"bird\":1,\"the\":2,\"worm\":1},\"total\":5}",
                "don't stop-42times       | {\"words\":{\"don\":1,\"stop\":1,\"t\":1,\"times\":1},\"total\":4}",
                "\u00c4pfel \u00e4pfel \u4e16\u754c | {\"words\":{\"\u00e4pfel\":2,\"\u4e16\u754c\":1},\"total\":3}",
                "42 !?                    | {\"words\":{},\"total\":0}",
            })
    void wordcount_counts_runs_of_letters_in_lower_case(String text, String expected) throws Exception {
        var payload = JsonMapper.shared().writeValueAsString(Map.of("text", text));

        assertThat(json(new WordCountHandler(), new FakeRun(payload))).isEqualTo(expected);
    }

    @Test
    void fail_fails_as_often_as_it_is_told_to() throws Exception {
        var handler = new FailHandler();

        assertThatThrownBy(() -> handler.handle(new FakeRun("{\"times\":2}", 2)))
                .hasMessageContaining("attempt 2 of the 2");
        assertThat(json(handler, new FakeRun("{\"times\":2}", 3))).isEqualTo("{\"attempts\":3}");
    }

    @Test
    void sleep_takes_its_time() throws Exception {
        assertThat(json(new SleepHandler(), new FakeRun("{\"duration\":\"10ms\"}")))
                .isEqualTo("{\"slept\":\"PT0.01S\"}");
    }

    @Test
    void sleep_can_be_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new SleepHandler().handle(new FakeRun("{\"duration\":\"1h\"}")))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void sleep_takes_any_length() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new SleepHandler().handle(new FakeRun("{\"duration\":\"99999999999999999999d\"}")))
                .isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"duration\":5}", "{\"duration\":\"x\",\"times\":-1,\"text\":null}"})
    void payloads_that_make_no_sense_are_rejected_for_good(String payload) {
        var run = new FakeRun(payload);

        for (var handler : new TaskHandler[] {new SleepHandler(), new FailHandler(), new WordCountHandler()}) {
            assertThatThrownBy(() -> handler.handle(run)).as(handler.type()).isInstanceOf(TaskRejectedException.class);
        }
    }
}
