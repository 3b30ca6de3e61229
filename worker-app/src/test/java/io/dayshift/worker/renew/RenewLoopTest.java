package io.dayshift.worker.renew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import io.dayshift.common.loop.SteadyClock;
import io.dayshift.common.store.RedisConnections;
import io.dayshift.common.store.RedisKeys;
import io.dayshift.common.store.RedisLink;
import io.dayshift.common.store.StoreProperties;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.run.Lease;
import io.dayshift.worker.run.RunLoop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewLoopTest {

    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final long LONG_MS = 60_000;

    private final RedisConnections connections = mock(RedisConnections.class);
    private final RedisLink redis = mock(RedisLink.class);
    private final RunLoop runLoop = mock(RunLoop.class);
    private final SteadyClock clock = new SteadyClock();
    private final Lease lease = new Lease(clock);

    @Test
    void a_worker_whose_run_loop_stands_still_lets_its_lease_run_out() {
        lease.open(new WorkerSession("w-1", "one"), clock.instant(), LEASE);
        given(connections.link()).willReturn(redis);
        given(runLoop.isStuck()).willReturn(true);
        try (var _ = loop()) {
            verify(runLoop, timeout(LONG_MS).atLeast(3)).isStuck();
            assertThat(calls()).isZero();

            given(runLoop.isStuck()).willReturn(false);

            await().until(() -> calls() > 0);
            verify(runLoop, atLeast(4)).isStuck();
        }
    }

    private RenewLoop loop() {
        return new RenewLoop(
                connections,
                new RedisKeys("test"),
                new StoreProperties("test", LEASE),
                lease,
                runLoop,
                clock,
                new SimpleMeterRegistry());
    }

    /** What Redis was asked so far. */
    private int calls() {
        return mockingDetails(redis).getInvocations().size();
    }
}
