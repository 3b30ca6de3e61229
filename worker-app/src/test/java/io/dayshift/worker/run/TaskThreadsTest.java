package io.dayshift.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TaskThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LIMIT = 8;

    @RepeatedTest(20)
    void begins_as_many_at_a_time_as_there_may_be_threads() {
        var release = new CountDownLatch(1);
        var begun = new AtomicInteger();
        try (var threads = new TaskThreads(LIMIT)) {
            for (var i = 0; i < 2 * LIMIT; i++) {
                threads.execute(() -> {
                    begun.incrementAndGet();
                    hold(release);
                });
            }

            await().atMost(LONG).until(() -> begun.get() >= LIMIT);

            assertThat(begun).hasValue(LIMIT);
            release.countDown();
            await().atMost(LONG).until(() -> begun.get() == 2 * LIMIT);
        }
    }

    @RepeatedTest(20)
    void work_that_comes_while_others_are_held_up_does_not_wait_for_them() {
        var release = new CountDownLatch(1);
        var done = new AtomicInteger();
        try (var threads = new TaskThreads(LIMIT)) {
            for (var i = 0; i < LIMIT - 1; i++) {
                threads.execute(() -> hold(release));
            }
            for (var i = 0; i < 100; i++) {
                threads.execute(done::incrementAndGet);
            }

            await().atMost(LONG).until(() -> done.get() == 100);

            release.countDown();
        }
    }

    @Test
    void work_is_begun_in_the_order_it_is_given_in() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        try (var threads = new TaskThreads(1)) {
            for (var i = 0; i < 100; i++) {
                var number = i;
                threads.execute(() -> order.add(number));
            }

            await().atMost(LONG).until(() -> order.size() == 100);

            assertThat(order)
                    .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        }
    }

    @Test
    void a_thread_outlives_work_that_throws() {
        var done = new AtomicInteger();
        try (var threads = new TaskThreads(1)) {
            threads.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            threads.execute(done::incrementAndGet);

            await().atMost(LONG).until(() -> done.get() == 1);
        }
    }

    @Test
    void a_higher_limit_lets_waiting_work_begin() {
        var release = new CountDownLatch(1);
        var done = new AtomicInteger();
        try (var threads = new TaskThreads(1)) {
            threads.execute(() -> hold(release));
            threads.execute(done::incrementAndGet);
            assertThat(done).hasValue(0);

            threads.limit(2);

            await().atMost(LONG).until(() -> done.get() == 1);
            release.countDown();
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
