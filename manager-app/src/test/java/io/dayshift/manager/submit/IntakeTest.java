package io.dayshift.manager.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.dayshift.common.store.StoreUnavailableException;
import io.dayshift.common.store.Submitted;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.web.OutcomeUnknownException;
import io.dayshift.common.web.Problem;
import io.dayshift.manager.system.Headroom;
import io.dayshift.manager.system.SubmitRate;
import io.dayshift.manager.system.Waiters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class IntakeTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final TaskId EARLIER = new TaskId("019ac3f0-0000-7000-8000-000000000000");
    private static final TaskSpec SPEC =
            new TaskReader(InstantSource.fixed(Instant.EPOCH)).readOne("{\"type\":\"echo\",\"key\":\"k\"}");

    private final SubmitGate gate = mock(SubmitGate.class);
    private final TaskStore tasks = mock(TaskStore.class);
    private final Waiters waiters = mock(Waiters.class);
    private final Headroom headroom = mock();
    private final SubmitRate rate = mock();
    private final Intake intake = new Intake(gate, tasks, waiters, headroom, rate);

    @BeforeEach
    void ends_at_once() {
        given(waiters.end(any(), any())).willReturn(CompletableFuture.completedFuture(Optional.empty()));
        given(waiters.endOf(any(), any())).willReturn(CompletableFuture.completedFuture(Optional.empty()));
        given(tasks.find(any())).willReturn(Optional.empty());
    }

    @Test
    void waits_for_a_task_that_was_stored() {
        given(gate.submit(any())).willReturn(new Submitted.Accepted(Instant.EPOCH, Map.of()));

        assertThat(intake.takeAndWait(SPEC, LONG).replayed()).isFalse();

        then(waiters).should(never()).forget(any());
    }

    @Test
    void does_not_ask_for_a_task_that_it_is_told_of() {
        var ended = mock(Task.class);
        given(gate.submit(any())).willReturn(new Submitted.Accepted(Instant.EPOCH, Map.of()));
        given(waiters.end(any(), any())).willReturn(CompletableFuture.completedFuture(Optional.of(ended)));

        assertThat(intake.takeAndWait(SPEC, LONG).task()).isSameAs(ended);

        then(tasks).shouldHaveNoInteractions();
    }

    @Test
    void nobody_goes_on_waiting_for_a_task_that_was_there_under_another_id() {
        given(gate.submit(any())).willReturn(new Submitted.Accepted(Instant.EPOCH, Map.of(0, EARLIER)));

        assertThat(intake.takeAndWait(SPEC, LONG).replayed()).isTrue();

        then(waiters).should().forget(any());
    }

    @Test
    void nobody_goes_on_waiting_for_a_task_that_was_refused() {
        given(gate.submit(any())).willReturn(new Submitted.Conflict(List.of(0)));

        assertThatThrownBy(() -> intake.takeAndWait(SPEC, LONG)).isInstanceOf(Problem.class);

        then(waiters).should().forget(any());
    }

    @Test
    void nobody_goes_on_waiting_for_a_task_that_may_not_have_been_stored() {
        given(gate.submit(any())).willThrow(new StoreUnavailableException("away"));

        assertThatThrownBy(() -> intake.takeAndWait(SPEC, LONG)).isInstanceOf(OutcomeUnknownException.class);

        then(waiters).should().forget(any());
    }

    @Test
    void counts_nothing_against_a_caller_while_there_is_no_room() {
        willThrow(Problem.of(HttpStatus.TOO_MANY_REQUESTS, "budget-reached", "full"))
                .given(headroom)
                .require();

        assertThatThrownBy(() -> intake.takeAll(List.of())).hasMessageContaining("full");

        then(rate).shouldHaveNoInteractions();
    }
}
