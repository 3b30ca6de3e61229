package io.dayshift.manager.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.dayshift.common.store.Assigned;
import io.dayshift.common.store.Opening;
import io.dayshift.common.store.Placed;
import io.dayshift.common.store.Survey;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.SomeWorker;
import io.dayshift.manager.client.WorkerClient;
import io.dayshift.manager.system.ManagerProperties;
import io.dayshift.manager.system.Openings;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignLoopTest {

    private static final long LONG_MS = 60_000;
    private static final Lane LANE = new Lane("echo", "default", 5, Collections.emptySortedMap());
    private static final WorkerSession SESSION = new WorkerSession("w-1", "one");
    private static final TaskId ID = new TaskId("00000000-0000-7000-8000-000000000000");

    private final WorkerStore workers = mock(WorkerStore.class);
    private final TaskStore tasks = mock(TaskStore.class);
    private final WorkerClient client = mock(WorkerClient.class);
    private final Openings openings = new Openings();
    private final Wakeups wakeups = new Wakeups();

    @Test
    void opens_what_room_there_is_while_nobody_waits() {
        surveyed(Map.of());
        try (var _ = loop()) {
            awaitOpen();
        }
    }

    @Test
    void a_look_that_leaves_somebody_waiting_closes_without_a_word() {
        surveyed(Map.of());
        assigned(false, List.of());
        try (var _ = loop()) {
            awaitOpen();

            surveyed(Map.of(LANE, 3L));

            await().atMost(Duration.ofMillis(LONG_MS)).until(() -> room().isEmpty());
        }
    }

    @Test
    void word_of_work_closes_until_the_crew_has_been_looked_at() {
        surveyed(Map.of());
        try (var _ = loop()) {
            awaitOpen();
            surveyed(Map.of(LANE, 3L));
            assigned(false, List.of());

            wakeups.work();

            assertThat(room()).isEmpty();
            surveyed(Map.of());
            wakeups.work();
            awaitOpen();
        }
    }

    @Test
    void a_worker_that_the_store_could_not_tell_has_its_bell_rung() {
        surveyed(Map.of(LANE, 1L));
        assigned(false, List.of(ID));
        try (var _ = loop()) {
            verify(client, timeout(LONG_MS)).ring(any(), eq(SESSION), eq(List.of(ID)));
        }
    }

    @Test
    void so_has_one_with_whom_tasks_were_placed_when_they_were_submitted() {
        surveyed(Map.of());
        try (var _ = loop()) {
            awaitOpen();

            wakeups.unheard(new Placed.Taken(SESSION, false, 1, List.of(ID)));

            verify(client, timeout(LONG_MS)).ring(idleWorker(), SESSION, List.of(ID));
            verify(tasks, never()).assign(any(), anyInt(), anyInt(), any());
        }
    }

    @Test
    void asks_no_further_worker_once_nothing_is_left() {
        given(workers.survey())
                .willReturn(new Survey(List.of(idleWorker(), idleWorker(), idleWorker()), Map.of(LANE, 1L)))
                .willReturn(new Survey(List.of(idleWorker()), Map.of()));
        given(tasks.assign(any(), anyInt(), anyInt(), any()))
                .willReturn(new Assigned.Given(true, false, List.of(ID)))
                .willReturn(new Assigned.Given(true, true, List.of()));
        try (var _ = loop()) {
            awaitOpen();
        }
        verify(tasks, times(2)).assign(any(), anyInt(), anyInt(), any());
    }

    @Test
    void word_of_room_has_the_crew_looked_at_and_closes_nothing() {
        surveyed(Map.of());
        try (var _ = loop()) {
            awaitOpen();
            reset(workers);
            given(workers.survey()).willThrow(new IllegalStateException("for a test"));

            wakeups.room();

            verify(workers, timeout(LONG_MS).atLeastOnce()).survey();
            assertThat(room()).isNotEmpty();
        }
    }

    private List<Opening> room() {
        return openings.find(Map.of(LANE, 1L));
    }

    private void awaitOpen() {
        await().atMost(Duration.ofMillis(LONG_MS)).until(() -> !room().isEmpty());
    }

    private AssignLoop loop() {
        return new AssignLoop(
                workers,
                tasks,
                new Bell(client),
                mock(Evening.class),
                openings,
                wakeups,
                new ManagerProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), List.of(), List.of()),
                () -> Instant.EPOCH.plusSeconds(1));
    }

    private void surveyed(Map<Lane, Long> pending) {
        given(workers.survey()).willReturn(new Survey(List.of(idleWorker()), pending));
    }

    private void assigned(boolean isKnown, List<TaskId> ids) {
        given(tasks.assign(any(), anyInt(), anyInt(), any())).willReturn(new Assigned.Given(isKnown, false, ids));
    }

    private static Worker idleWorker() {
        return SomeWorker.of(SESSION).types("echo").build();
    }
}
