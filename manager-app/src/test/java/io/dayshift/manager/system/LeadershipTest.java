package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.dayshift.common.store.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeadershipTest {

    private final WorkerStore workers = mock(WorkerStore.class);
    private volatile Instant now = Instant.EPOCH;
    private volatile Duration answersAfter = Duration.ZERO;

    @Test
    void an_answer_that_took_long_is_no_touch() {
        given(workers.lead(any(), any())).willAnswer(_ -> {
            now = now.plus(answersAfter);
            return true;
        });
        try (var leadership = new Leadership(workers, () -> now)) {
            await().until(leadership::isInTouch);

            answersAfter = Duration.ofMillis(1900);
            await().until(() -> !leadership.isInTouch());
            assertThat(leadership.isLeading()).isTrue();

            answersAfter = Duration.ZERO;
            await().until(leadership::isInTouch);
        }
    }
}
