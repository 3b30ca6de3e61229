package io.dayshift.common.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopTest {

    @Test
    void one_that_was_never_begun_can_be_closed() {
        var loop = new Loop("test", () -> Duration.ofDays(1));

        assertThatNoException().isThrownBy(loop::close);
    }

    @Test
    void a_pass_that_runs_out_of_something_is_repeated() throws InterruptedException {
        var passes = new CountDownLatch(2);

        try (var _ = new Loop("test", () -> {
                    passes.countDown();
                    throw new OutOfMemoryError("no thread to be had, on purpose");
                })
                .start()) {
            assertThat(passes.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_pass_that_throws_is_repeated() throws InterruptedException {
        var passes = new CountDownLatch(2);

        try (var _ = new Loop("test", () -> {
                    passes.countDown();
                    throw new IllegalStateException("on purpose");
                })
                .start()) {
            assertThat(passes.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
