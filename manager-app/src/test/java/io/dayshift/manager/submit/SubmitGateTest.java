package io.dayshift.manager.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.dayshift.common.store.NewTask;
import io.dayshift.common.store.Opening;
import io.dayshift.common.store.Placed;
import io.dayshift.common.store.Stored;
import io.dayshift.common.store.Submitted;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.system.Openings;
import io.dayshift.manager.system.Wakeups;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmitGateTest {

    private static final TaskReader READER = new TaskReader(InstantSource.fixed(Instant.EPOCH));
    private static final TaskSpec SPEC = READER.readOne("{\"type\":\"echo\"}");
    private static final TaskSpec DELAYED = READER.readOne("{\"type\":\"echo\",\"delay\":\"1s\"}");
    private static final WorkerSession WORKER = new WorkerSession("w-1", "one");
    private static final Opening OPENING = new Opening(WORKER, 8, Map.of(SPEC.lane(), 4));

    private final TaskStore tasks = mock(TaskStore.class);
    private final Openings openings = mock(Openings.class);
    private final Wakeups wakeups = new Wakeups();
    private final List<Object> told = new ArrayList<>();

    @BeforeEach
    void listens() {
        wakeups.onWork(() -> told.add("work"));
        wakeups.onSchedule(() -> told.add("schedule"));
        wakeups.onUnheard(told::add);
        given(openings.find(any())).willReturn(List.of(OPENING));
        given(openings.areFor(Set.of(SPEC.lane()))).willReturn(true);
    }

    @Test
    void offers_the_room_that_there_is_for_tasks_that_are_due() {
        stored(0, new Placed.Taken(WORKER, true, 2, List.of()));

        submit(task(1), delayed(2), task(3));

        verify(openings).find(Map.of(SPEC.lane(), 2L));
        verify(tasks).submit(any(), eq(List.of(OPENING)));
        verify(openings).note(List.of(new Placed.Taken(WORKER, true, 2, List.of())));
    }

    @Test
    void tells_nobody_of_tasks_that_their_worker_knows_of() {
        stored(0, new Placed.Taken(WORKER, true, 1, List.of()));

        submit(task(1));

        assertThat(told).isEmpty();
    }

    @Test
    void tells_who_hands_out_when_some_are_left_or_a_worker_takes_nothing() {
        stored(1);
        submit(task(1));
        stored(0, new Placed.Refused(WORKER));
        submit(task(2));

        assertThat(told).containsExactly("work", "work");
    }

    @Test
    void tells_nobody_of_tasks_that_none_who_is_there_could_do() {
        stored(1);
        given(openings.areFor(any())).willReturn(false);

        submit(task(1));

        assertThat(told).isEmpty();
    }

    @Test
    void has_the_bell_rung_of_a_worker_that_does_not_know() {
        var unheard = new Placed.Taken(WORKER, false, 1, List.of());
        stored(0, unheard);

        submit(task(1));

        assertThat(told).containsExactly(unheard);
    }

    @Test
    void tells_who_looks_for_what_is_due_later() {
        stored(0);

        submit(delayed(1));

        assertThat(told).containsExactly("schedule");
    }

    private void stored(long pending, Placed... placed) {
        given(tasks.submit(any(), any()))
                .willReturn(
                        new Stored(List.of(new Submitted.Accepted(Instant.EPOCH, Map.of())), pending, List.of(placed)));
    }

    private void submit(NewTask... some) {
        try (var gate = new SubmitGate(tasks, openings, wakeups)) {
            gate.submit(List.of(some));
        }
    }

    private static NewTask task(int number) {
        return new NewTask(new TaskId("019ac3f0-0000-7000-8000-00000000000" + number), SPEC, "", false);
    }

    private static NewTask delayed(int number) {
        return new NewTask(new TaskId("019ac3f0-0000-7000-8000-00000000000" + number), DELAYED, "", false);
    }
}
