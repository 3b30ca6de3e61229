package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.task.TaskId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndedWordTest {

    private static final TaskId ID = new TaskId("019ac300-0000-7000-8000-000000000001");

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[\"SUCCEEDED\"]", "[\"OVER\", \"echo:default:5\", 1]"})
    void a_task_that_is_not_told_readably_has_to_be_asked_for(String row) {
        assertThat(EndedWord.read("{\"" + ID.compact() + "\": " + row + "}")).isEqualTo(Map.of(ID, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x y", "[1]", "null", "{\"no id\": null}", "{\"AZrDAAAAcACAAAAAAAAAAQ\": 1}"})
    void a_word_that_is_not_readable_tells_of_no_task(String word) {
        assertThat(EndedWord.read(word)).isEmpty();
    }

    @Test
    void the_id_of_this_test_is_one() {
        assertThat(TaskId.readCompact("AZrDAAAAcACAAAAAAAAAAQ")).contains(ID);
    }
}
