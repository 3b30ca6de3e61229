package io.dayshift.manager.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.dayshift.common.loop.Company;
import io.dayshift.common.store.Assigned;
import io.dayshift.common.store.Survey;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.common.worker.WorkerState;
import io.dayshift.manager.client.WorkerClient;
import io.dayshift.manager.system.ManagerProperties;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time stands still here, so that a survey stays fresh until a test wants another. */
class AssignLoopTest {

    private static final long LONG_MS = 60_000;
    private static final Lane LANE = new Lane("echo", "default", 5, Collections.emptySortedMap());
    private static final Lane URGENT = new Lane("echo", "default", 9, Collections.emptySortedMap());
    private static final Wakeups.Accepted ONE_TASK = new Wakeups.Accepted(Map.of(LANE, 1L), false);
    private static final TaskId ID = new TaskId("00000000-0000-7000-8000-000000000000");

    private final WorkerStore workers = mock(WorkerStore.class);
    private final TaskStore tasks = mock(TaskStore.class);
    private final WorkerClient client = mock(WorkerClient.class);
    private final Company company = mock(Company.class);
    private final Wakeups wakeups = new Wakeups();

    @Test
    void what_was_just_accepted_is_handed_out_without_asking_for_the_crew_again() {
        surveyed(Map.of());
        assigned(true);
        try (var _ = loop()) {
            verify(workers, timeout(LONG_MS)).survey();

            wakeups.accepted(ONE_TASK);

            verify(tasks, timeout(LONG_MS)).assign(any(), anyInt(), anyInt(), any());
            verify(workers, times(1)).survey();
            verify(client, never()).ring(any(), any(), any());
        }
    }

    @Test
    void a_worker_that_the_store_could_not_tell_has_its_bell_rung() {
        surveyed(Map.of());
        assigned(false);
        try (var _ = loop()) {
            verify(workers, timeout(LONG_MS)).survey();

            wakeups.accepted(ONE_TASK);

            verify(client, timeout(LONG_MS)).ring(any(), any(), any());
        }
    }

    @Test
    void it_overtakes_nobody_who_has_been_waiting() {
        surveyed(Map.of(URGENT, 3L));
        given(tasks.assign(any(), anyInt(), anyInt(), any())).willReturn(new Assigned.Given(true, false, List.of()));
        try (var _ = loop()) {
            verify(workers, timeout(LONG_MS).atLeastOnce()).survey();

            wakeups.accepted(ONE_TASK);

            verify(workers, timeout(LONG_MS).atLeast(2)).survey();
            verify(tasks, never()).assign(any(), anyInt(), anyInt(), eq(List.of(LANE)));
        }
    }

    @Test
    void word_of_room_or_work_has_the_crew_looked_at() {
        surveyed(Map.of());
        try (var _ = loop()) {
            verify(workers, timeout(LONG_MS)).survey();

            wakeups.work();

            verify(workers, timeout(LONG_MS).atLeast(2)).survey();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_waits_for_company_only_while_nobody_waits_for_an_end(boolean awaited) {
        surveyed(Map.of());
        assigned(true);
        var urgent = new ArrayBlockingQueue<Boolean>(100);
        doAnswer(call -> urgent.add(call.<BooleanSupplier>getArgument(0).getAsBoolean()))
                .when(company)
                .await(any());
        try (var _ = loop()) {
            verify(workers, timeout(LONG_MS)).survey();

            wakeups.accepted(new Wakeups.Accepted(Map.of(LANE, 1L), awaited));

            verify(tasks, timeout(LONG_MS)).assign(any(), anyInt(), anyInt(), any());
            assertThat(urgent.contains(true)).isEqualTo(awaited);
        }
    }

    private AssignLoop loop() {
        return new AssignLoop(
                workers,
                tasks,
                new Bell(client),
                mock(Evening.class),
                new Arrivals(company),
                wakeups,
                new ManagerProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), List.of(), List.of()),
                () -> Instant.EPOCH.plusSeconds(1));
    }

    private void surveyed(Map<Lane, Long> pending) {
        given(workers.survey()).willReturn(new Survey(List.of(idleWorker()), pending));
    }

    private void assigned(boolean isKnown) {
        given(tasks.assign(any(), anyInt(), anyInt(), any()))
                .willReturn(new Assigned.Given(isKnown, true, List.of(ID)));
    }

    private static Worker idleWorker() {
        return new Worker(
                "w-1",
                Optional.of(new WorkerSession("w-1", "one")),
                WorkerState.WAITING,
                "http://127.0.0.1:1",
                4,
                new TreeSet<>(List.of("echo")),
                Collections.emptySortedMap(),
                0,
                0,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                Duration.ofSeconds(3));
    }
}
