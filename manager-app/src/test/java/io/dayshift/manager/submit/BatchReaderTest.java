package io.dayshift.manager.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dayshift.common.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReaderTest {

    private static final int PAYLOAD_LIMIT = 256 * 1024;

    private final TaskReader reader = new TaskReader(InstantSource.fixed(Instant.EPOCH));

    private static String echo(String fields) {
        return "{\"type\":\"echo\"," + fields + '}';
    }

    private Problem refusalOfBatch(String body) {
        return assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> reader.readArray(body))
                .actual();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "\"x\"", "[]", "true"})
    void refuses_a_batch_with_something_that_is_no_object(String item) {
        var refusal = refusalOfBatch("[{\"type\":\"echo\"}," + item + ",{\"type\":5}]");

        assertThat(refusal.status().value()).isEqualTo(400);
        assertThat(refusal.faults()).extracting(Problem.Fault::index).containsExactly(1, 2);
    }

    @Test
    void lists_every_bad_task_of_a_batch() {
        var refusal = refusalOfBatch("[{\"type\":\"echo\"},{\"type\":5},{\"type\":\"echo\"},{\"typ\":1}]");

        assertThat(refusal.status().value()).isEqualTo(422);
        assertThat(refusal.faults()).extracting(Problem.Fault::index).containsExactly(1, 3);
    }

    @Test
    void refuses_a_batch_for_one_payload_that_is_too_large() {
        var refusal = refusalOfBatch(
                "[{\"type\":\"echo\"}," + echo("\"payload\":\"" + "x".repeat(PAYLOAD_LIMIT) + '"') + ']');

        assertThat(refusal.status().value()).isEqualTo(422);
        assertThat(refusal.faults()).extracting(Problem.Fault::index).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "{\"tasks\":{}}", "null", "5", "[{\"type\":\"echo\"},]", "[{\"type\":\"echo\"}"})
    void refuses_what_is_no_batch(String body) {
        assertThat(refusalOfBatch(body).status().value()).isEqualTo(400);
    }

    @Test
    void takes_ten_thousand_tasks_and_not_one_more() {
        var most = String.join(",", Collections.nCopies(10_000, "{\"type\":\"echo\"}"));

        assertThat(reader.readArray('[' + most + ']')).hasSize(10_000);
        assertThat(refusalOfBatch('[' + most + ",{\"type\":\"echo\"}]").status().value())
                .isEqualTo(413);
    }

    @Test
    void reads_lines_and_says_which_is_broken() {
        assertThat(reader.readLines("{\"type\":\"echo\"}\n\r\n{\"type\":\"echo\"}"))
                .hasSize(2);

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> reader.readLines("{\"type\":\"echo\"}\n{\"type\":\n"))
                .satisfies(refusal -> {
                    assertThat(refusal.status().value()).isEqualTo(400);
                    assertThat(refusal.faults())
                            .extracting(Problem.Fault::index)
                            .containsExactly(1);
                });
    }
}
