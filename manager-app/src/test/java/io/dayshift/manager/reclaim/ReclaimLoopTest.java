package io.dayshift.manager.reclaim;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.dayshift.common.store.Reclaimed;
import io.dayshift.common.store.StoreProperties;
import io.dayshift.common.store.Survey;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.common.worker.WorkerState;
import io.dayshift.manager.SomeWorker;
import io.dayshift.manager.client.Pulse;
import io.dayshift.manager.client.WorkerClient;
import io.dayshift.manager.system.Leadership;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReclaimLoopTest {

    private static final WorkerSession SESSION = new WorkerSession("w-1", "one");
    private static final Duration STEP = Duration.ofMillis(500);

    private final WorkerStore workers = mock(WorkerStore.class);
    private final WorkerClient client = mock(WorkerClient.class);
    private final Leadership leadership = mock(Leadership.class);
    private volatile Instant now = Instant.EPOCH;
    private volatile boolean redisAnswers;
    private ReclaimLoop loop;

    @BeforeEach
    void begin() {
        given(workers.survey()).willReturn(new Survey(List.of(silentWorker()), Map.of()));
        given(workers.reclaim(SESSION)).willReturn(new Reclaimed.Tasks(0, 0));
        given(client.pulse(any())).willReturn(new Pulse.Refused());
        given(leadership.isInTouch()).willAnswer(_ -> redisAnswers);
        given(leadership.isLeading()).willAnswer(_ -> redisAnswers);
        loop = new ReclaimLoop(
                workers,
                client,
                leadership,
                new Wakeups(),
                new StoreProperties("test", Duration.ofSeconds(3)),
                () -> now);
    }

    @AfterEach
    void end() {
        loop.close();
    }

    private static Worker silentWorker() {
        return SomeWorker.of(SESSION)
                .state(WorkerState.AWAY)
                .load(0, 1)
                .leaseLeft(Duration.ofSeconds(-9))
                .build();
    }

    private void passFor(Duration length) {
        for (var passed = Duration.ZERO; passed.compareTo(length) < 0; passed = passed.plus(STEP)) {
            now = now.plus(STEP);
            loop.pass();
        }
    }

    /** Passes until the worker has been asked twice more: what came of the first time is noted by then. */
    private void awaitEvidence() {
        clearInvocations(client);
        Awaitility.await().untilAsserted(() -> {
            loop.pass();
            then(client).should(atLeast(2)).pulse(any());
        });
    }

    @Test
    void looks_on_for_one_and_a_half_leases_after_redis_was_away() {
        redisAnswers = false;
        passFor(Duration.ofSeconds(10));

        redisAnswers = true;
        awaitEvidence();
        passFor(Duration.ofSeconds(4));

        then(workers).should(never()).reclaim(any());
        now = now.plus(STEP);
        Awaitility.await().untilAsserted(() -> {
            loop.pass();
            then(workers).should(atLeastOnce()).reclaim(SESSION);
        });
    }
}
