package io.dayshift.manager.promote;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.TaskStore;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Moves tasks on whose time has come: those that are due into the backlog, those that waited too long to their end. */
@Component
final class PromoteLoop implements AutoCloseable {

    /** In case the manager that a task was scheduled with is gone; else the time until the next is due is known. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final TaskStore tasks;
    private final Wakeups wakeups;
    private final Loop loop;

    PromoteLoop(TaskStore tasks, Wakeups wakeups) {
        this.tasks = tasks;
        this.wakeups = wakeups;
        this.loop = new Loop("promote", this::pass).start();
        wakeups.onSchedule(loop::wake);
    }

    /** Moves what is due now; asks to be repeated when the next is due. */
    Duration pass() {
        var promoted = tasks.promote();
        var expired = tasks.expire();
        if (promoted.tasks() > 0) {
            wakeups.work();
        }
        return Stream.of(promoted.next(), expired.next())
                .flatMap(next -> next.stream())
                .filter(next -> next.compareTo(LOOK_EVERY) < 0)
                .min(Duration::compareTo)
                .orElse(LOOK_EVERY);
    }

    @Override
    public void close() {
        loop.close();
    }
}
