package io.dayshift.manager.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.dayshift.common.store.NewTask;
import io.dayshift.common.store.Submitted;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.manager.system.Wakeups;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmitGateTest {

    private static final TaskSpec SPEC =
            new TaskReader(InstantSource.fixed(Instant.EPOCH)).readOne("{\"type\":\"echo\"}");

    private final TaskStore tasks = mock(TaskStore.class);
    private final Wakeups wakeups = new Wakeups();
    private final List<Wakeups.Accepted> told = new ArrayList<>();

    @BeforeEach
    void stores_everything() {
        given(tasks.submit(any())).willReturn(List.of(new Submitted.Accepted(Instant.EPOCH, Map.of())));
        wakeups.onNew(told::add);
    }

    @Test
    void tells_how_many_tasks_of_a_lane_nobody_waits_for() {
        submit(task(1, false), task(2, false));

        assertThat(told).containsExactly(new Wakeups.Accepted(Map.of(SPEC.lane(), 2L), false));
    }

    @Test
    void tells_when_somebody_waits_for_one_of_them() {
        submit(task(1, false), task(2, true), task(3, false));

        assertThat(told).containsExactly(new Wakeups.Accepted(Map.of(SPEC.lane(), 3L), true));
    }

    private void submit(NewTask... some) {
        try (var gate = new SubmitGate(tasks, wakeups)) {
            gate.submit(List.of(some));
        }
    }

    private static NewTask task(int number, boolean awaited) {
        return new NewTask(new TaskId("019ac3f0-0000-7000-8000-00000000000" + number), SPEC, "", awaited);
    }
}
