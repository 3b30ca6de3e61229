package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitersTest {

    private static final TaskId ID = new TaskId("019ac300-0000-7000-8000-000000000001");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final TaskStore tasks = mock();

    @Test
    void tells_everybody_who_waits_for_a_task_that_ends() {
        when(tasks.await(any())).thenReturn(List.of());
        try (var waiters = new Waiters(tasks)) {
            var first = waiters.endOf(ID, LONG);
            var second = waiters.end(ID, LONG);
            assertThat(first).isNotDone();

            waiters.ended(Map.of(ID, Optional.empty()));

            assertThat(first).isCompleted();
            assertThat(second).isCompleted();
            assertThat(waiters.size()).isZero();
        }
    }

    @Test
    void reads_what_is_published_of_a_task_that_somebody_waits_for() {
        try (var waiters = new Waiters(tasks)) {
            var end = waiters.end(ID, LONG);

            waiters.heard("{\"" + ID.compact() + "\": null}");

            assertThat(end).isCompletedWithValue(Optional.empty());
        }
    }

    @Test
    void passes_on_what_it_is_told_of_a_task() {
        var task = mock(Task.class);
        try (var waiters = new Waiters(tasks)) {
            var end = waiters.end(ID, LONG);

            waiters.ended(Map.of(ID, Optional.of(task)));

            assertThat(end).isCompletedWithValue(Optional.of(task));
        }
    }

    @Test
    void believes_no_word_about_a_task_that_may_have_been_retried_since() {
        when(tasks.await(any())).thenReturn(List.of());
        try (var waiters = new Waiters(tasks)) {
            var end = waiters.endOf(ID, LONG);

            waiters.ended(Map.of(ID, Optional.of(mock(Task.class))));

            assertThat(end).isCompletedWithValue(Optional.empty());
        }
    }

    @Test
    void answers_in_time_whoever_waits_when_it_is_closed() {
        var waiters = new Waiters(tasks);
        var end = waiters.end(ID, Duration.ofMillis(100));

        waiters.close();

        assertThat(end).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.empty());
    }

    @Test
    void lets_nobody_wait_once_it_is_closed() {
        var waiters = new Waiters(tasks);
        waiters.close();

        assertThat(waiters.end(ID, LONG)).isCompletedWithValue(Optional.empty());
        assertThat(waiters.size()).isZero();
    }

    @Test
    void answers_at_once_for_a_task_that_has_ended_already() {
        when(tasks.await(any())).thenReturn(List.of(ID));
        try (var waiters = new Waiters(tasks)) {
            assertThat(waiters.endOf(ID, LONG)).isCompleted();
        }
    }

    @Test
    void forgets_those_whose_time_is_over_and_keeps_the_others() {
        when(tasks.await(any())).thenReturn(List.of());
        try (var waiters = new Waiters(tasks)) {
            var patient = waiters.endOf(ID, LONG);
            var impatient = waiters.endOf(ID, Duration.ofMillis(1));

            assertThat(impatient).succeedsWithin(Duration.ofSeconds(10));
            assertThat(patient).isNotDone();
            assertThat(waiters.size()).isOne();
        }
    }

    @Test
    void sends_everybody_away_who_waits_for_a_task_that_will_not_be_there() {
        try (var waiters = new Waiters(tasks)) {
            var end = waiters.end(ID, LONG);

            waiters.forget(ID);

            assertThat(end).isCompleted();
            assertThat(waiters.size()).isZero();
        }
    }

    @Test
    void looks_after_those_whose_word_was_lost() {
        when(tasks.await(any())).thenReturn(List.of()).thenReturn(List.of(ID));
        try (var waiters = new Waiters(tasks)) {
            assertThat(waiters.endOf(ID, LONG)).succeedsWithin(Duration.ofSeconds(20));
        }
    }
}
