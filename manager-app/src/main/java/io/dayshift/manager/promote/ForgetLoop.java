package io.dayshift.manager.promote;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.TaskStore;
import io.dayshift.manager.system.Leadership;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes the records whose retention is over, on the leading manager. */
@Component
final class ForgetLoop implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** Leaves Redis to others in between. */
    private static final Duration SOON = Duration.ofMillis(10);

    private final TaskStore tasks;
    private final Leadership leadership;
    private final Loop loop;

    ForgetLoop(TaskStore tasks, Leadership leadership) {
        this.tasks = tasks;
        this.leadership = leadership;
        this.loop = new Loop("forget", this::pass).start();
    }

    /** Removes one batch; asks to be repeated soon while there is more. */
    Duration pass() {
        if (!leadership.isLeading()) {
            return LOOK_EVERY;
        }
        return tasks.forget().next().filter(Duration::isZero).isPresent() ? SOON : LOOK_EVERY;
    }

    @Override
    public void close() {
        loop.close();
    }
}
