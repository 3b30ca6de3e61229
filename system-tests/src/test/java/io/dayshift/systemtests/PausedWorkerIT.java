package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Service;
import io.dayshift.systemtests.crew.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stands still for a while: a short pause is nothing, a long one is death, and it may come back from it. */
class PausedWorkerIT {

    /** Says that it has begun and takes a second and a half whatever happens, so that a worker paused meanwhile comes back with a result that is late. */
    private static final String HANDLER = """
            import io.dayshift.common.handler.TaskHandler;
            import io.dayshift.common.handler.TaskRun;
            import java.util.concurrent.locks.LockSupport;

            public class StubbornHandler implements TaskHandler {

                public String type() {
                    return "stubborn";
                }

                public Object handle(TaskRun task) {
                    task.progress(1, "begun");
                    var end = System.nanoTime() + 1_500_000_000L;
                    while (System.nanoTime() < end) {
                        LockSupport.parkNanos(1_000_000);
                        Thread.interrupted();
                    }
                    return "done";
                }
            }
            """;

    /** Less than the two seconds that are borne, as this machine may be busy; those are measured by {@code liveness}. */
    private static final Duration SHORT = Duration.ofMillis(1500);

    @Test
    void a_short_pause_is_nothing_and_a_long_one_is_death(@TempDir Path folder) throws IOException {
        var handlers = "--dayshift.worker.handlers=" + HandlerJar.of(HANDLER, "StubbornHandler", folder);
        try (var crew = TestCrew.in(folder)) {
            var first = crew.worker("w-1", "--dayshift.worker.capacity=8", handlers);
            var second = crew.worker("w-2", "--dayshift.worker.capacity=8", handlers);
            crew.awaitPresent(first, second);
            var before = crew.show(first).get("registeredAt").stringValue();

            Signal.STOP.to(first.process());
            pause(SHORT);
            Signal.CONT.to(first.process());
            crew.await(() -> crew.stateOf(first).equals("WAITING"), "w-1 is here after a short pause");
            assertThat(crew.show(first).get("registeredAt").stringValue()).isEqualTo(before);
            assertThat(crew.total("reclaimed")).isZero();

            var ids = crew.api.submitAll(Collections.nCopies(48, "{\"type\":\"stubborn\"}"));
            crew.await(() -> hasBegun(crew, first), "w-1 is in the middle of a task");
            Signal.STOP.to(first.process());
            crew.await(() -> crew.stateOf(first).equals("LOST"), "w-1 is lost");
            crew.assertAllEndedOnce(ids);
            Signal.CONT.to(first.process());

            crew.await(() -> crew.stateOf(first).equals("WAITING"), "w-1 is here again");
            assertThat(crew.show(first).get("registeredAt").stringValue()).isNotEqualTo(before);
            crew.await(() -> crew.total("fenced") > 0, "a late result was refused");
            crew.assertAllEndedOnce(ids);
            var more = crew.submitSleeps(48, "50ms");
            more.forEach(crew.api::await);
            crew.await(() -> crew.show(first).get("completed").intValue() > 0, "w-1 is at work again");
        }
    }

    private static boolean hasBegun(TestCrew crew, Service worker) {
        return crew.api
                .fetch("/v1/tasks?state=RUNNING&worker=" + worker.name())
                .get("items")
                .valueStream()
                .anyMatch(task -> task.has("progress"));
    }

    /** The pause is what is tested, so it is waited out rather than waited for. */
    private static void pause(Duration length) {
        var end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
