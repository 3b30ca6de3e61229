package io.dayshift.manager.system;

import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.TaskStore.Changed;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.web.Problem;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Changes that a person asks for, task by task. */
@Component
@RequiredArgsConstructor
public final class Changes {

    private final TaskStore tasks;
    private final Wakeups wakeups;

    /** Ends a task and shows it. */
    public Task cancel(TaskId id) {
        return changed(id, tasks.cancel(id), "it has ended, and what has ended cannot be cancelled");
    }

    /** Gives a task that ended badly a fresh set of attempts and shows it. */
    public Task retry(TaskId id) {
        var changed = changed(id, tasks.retry(id), "only FAILED, CANCELLED and EXPIRED tasks can be retried");
        wakeups.work();
        return changed;
    }

    private Task changed(TaskId id, Changed change, String rule) {
        var task = tasks.find(id);
        if (change == Changed.UNKNOWN || task.isEmpty()) {
            throw Problem.notFound("There is no such task; it may have been forgotten after its retention.");
        }
        if (change == Changed.NOT_POSSIBLE) {
            throw Problem.conflict("wrong-state", "The task is " + task.get().state() + ": " + rule + ".");
        }
        return task.get();
    }
}
