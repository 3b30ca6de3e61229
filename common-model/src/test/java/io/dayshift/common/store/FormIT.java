package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A namespace is worked on only by builds that understand it. */
@RedisTest
class FormIT {

    private static void open(Given given) {
        try (var link = new RedisLink(given.client, new Form(given.keys))) {
            link.open();
        }
    }

    private static void submit(Given given) {
        given.tasks.submit(List.of(List.of(Given.newTask(Given.spec(spec -> spec)))), List.of());
    }

    @Test
    void marks_an_empty_namespace_and_knows_it_again(Given given) {
        open(given);
        open(given);

        assertThat(given.redis.get(given.keys.form())).isEqualTo("2");
    }

    @Test
    void refuses_tasks_of_a_build_that_made_no_mark(Given given) {
        given.redis.set(given.keys.sequence(), "5");

        assertThatThrownBy(() -> open(given))
                .isInstanceOf(OtherFormException.class)
                .hasMessageContaining(given.keys.prefix())
                .hasMessageContaining("no mark")
                .hasMessageContaining("form 2");
        assertThat(given.redis.get(given.keys.form())).isNull();
    }

    @Test
    void lets_no_verb_touch_what_is_in_another_form(Given given) {
        given.redis.set(given.keys.form(), "3");

        assertThatThrownBy(() -> submit(given))
                .isInstanceOf(OtherFormException.class)
                .hasMessageContaining("in form 3");
        assertThat(given.redis.exists(given.keys.sequence(), given.keys.stats()))
                .isZero();
    }

    @Test
    void is_marked_again_after_everything_was_deleted(Given given) {
        submit(given);
        given.redis.flushall();

        submit(given);

        assertThat(given.redis.get(given.keys.form())).isEqualTo("2");
        open(given);
    }
}
