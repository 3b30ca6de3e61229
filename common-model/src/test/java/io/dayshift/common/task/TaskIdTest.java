package io.dayshift.common.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {

    static Stream<UUID> ids() {
        return Stream.of(
                new UUID(0, 0),
                new UUID(-1, -1),
                new UUID(Long.MIN_VALUE, Long.MAX_VALUE),
                UUID.fromString("019ac3f0-89ab-7cde-8f01-23456789abcd"),
                UUID.randomUUID());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void the_compact_form_is_read_back_as_the_same_id(UUID uuid) {
        var id = new TaskId(uuid.toString());

        assertThat(id.compact()).hasSize(22).matches("[A-Za-z0-9_-]+");
        assertThat(TaskId.readCompact(id.compact())).contains(id);
    }

    @Test
    void different_ids_have_different_compact_forms() {
        assertThat(new TaskId("019ac3f0-89ab-7cde-8f01-23456789abcd").compact())
                .isNotEqualTo(new TaskId("019ac3f0-89ab-7cde-8f01-23456789abce").compact());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "019ac3f0-89ab-7cde-8f01-23456789abcd", "!!!!!!!!!!!!!!!!!!!!!!"})
    void what_is_no_compact_form_is_no_id(String text) {
        assertThat(TaskId.readCompact(text)).isEqualTo(Optional.empty());
    }
}
