package io.dayshift.worker.run;

import static io.dayshift.worker.TestWorker.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.dayshift.common.store.Claimed;
import io.dayshift.common.store.ClaimedTask;
import io.dayshift.common.store.Resumed;
import io.dayshift.common.store.StationStore;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.Lane;
import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.Play;
import io.dayshift.worker.system.Identity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RunLoopTest {

    private static final WorkerSession SESSION = new WorkerSession("w-1", "one");
    private static final long LONG_MS = 60_000;
    private static final ClaimedTask TASK = new ClaimedTask(
            new TaskId("019ac300-0000-7000-8000-000000000001"),
            1,
            1,
            new Lane("play", "default", 5, Collections.emptySortedMap()),
            new Json("\"wait\""),
            TaskSpec.DEFAULT_TIMEOUT,
            RetryPolicy.DEFAULT,
            Duration.ZERO);

    private final InstantSource clock = InstantSource.system();
    private final Lease lease = new Lease(clock);

    @Test
    void counts_what_was_being_claimed_when_it_began_to_leave() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var station = mock(StationStore.class);
        when(station.resume(any(), any())).thenReturn(new Resumed.Difference(List.of(), List.of()));
        when(station.claim(any(), anyInt())).thenAnswer(_ -> {
            asked.countDown();
            answer.await();
            return new Claimed.Tasks(0, false, List.of(TASK));
        });
        var play = new Play();
        try (var loop = atWork(station, play)) {
            loop.bell();
            asked.await();
            var running = new AtomicInteger(-1);
            var departure = Thread.ofPlatform().start(() -> {
                loop.leave();
                running.set(loop.running());
            });
            eventually(() -> departure.getState() == Thread.State.BLOCKED || !departure.isAlive());

            answer.countDown();
            departure.join();
            assertThat(running).hasValue(1);
        } finally {
            play.curtain.countDown();
        }
    }

    @Test
    void hands_back_what_a_lost_reply_held_when_it_leaves() {
        var station = mock(StationStore.class);
        when(station.resume(any(), any())).thenReturn(new Resumed.Difference(List.of(), List.of(TASK)));
        var play = new Play();
        try (var loop = loop(station, play)) {
            loop.leave();
            open();
            loop.bell();

            verify(station, timeout(LONG_MS)).release(SESSION, 0, List.of(TASK.id()));
            assertThat(play.begun).hasValue(0);
            assertThat(loop.running()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hurries_while_the_last_claim_told_that_somebody_waits(boolean isAwaited) throws InterruptedException {
        var claimed = new CountDownLatch(2);
        var station = mock(StationStore.class);
        when(station.resume(any(), any())).thenReturn(new Resumed.Difference(List.of(), List.of()));
        when(station.claim(any(), anyInt())).thenAnswer(_ -> {
            claimed.countDown();
            return new Claimed.Tasks(1, isAwaited, List.of());
        });
        try (var loop = atWork(station, new Play())) {
            while (claimed.getCount() > 0) {
                loop.bell();
                var _ = claimed.await(10, TimeUnit.MILLISECONDS);
            }
            assertThat(loop.isUrgent()).isEqualTo(isAwaited);
        }
    }

    /** One whose worker has a session. */
    private RunLoop atWork(StationStore station, Play play) {
        open();
        return loop(station, play);
    }

    private void open() {
        lease.open(SESSION, clock.instant(), Duration.ofMinutes(1));
    }

    private RunLoop loop(StationStore station, Play play) {
        var json = JsonMapper.shared();
        var meters = new SimpleMeterRegistry();
        var workbench = new Workbench(new HandlerRegistry(List.of(play)), json, clock, meters);
        return new RunLoop(
                station, lease, workbench, new Identity("w-1", 1, Collections.emptySortedMap()), json, clock, meters);
    }
}
