package io.dayshift.manager.result;

import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.Json;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.web.Problem;
import io.dayshift.manager.system.Waiters;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Finds tasks and waits for them. */
@Component
@RequiredArgsConstructor
final class Results {

    private final TaskStore tasks;
    private final Waiters waiters;

    Task find(TaskId id) {
        return tasks.find(id).orElseThrow(Results::unknown);
    }

    /** The task once it is final, or as it stands when the time is over. */
    Task findAtEnd(TaskId id, Duration atMost) {
        var task = find(id);
        if (task.state().isFinal()) {
            return task;
        }
        waiters.endOf(id, atMost).join();
        return find(id);
    }

    Json result(TaskId id) {
        var task = find(id);
        if (task.state() != TaskState.SUCCEEDED) {
            throw Problem.conflict(
                    "no-result", "The task is " + task.state() + "; only a task that has SUCCEEDED has a result.");
        }
        var result = task.result();
        return result == null ? Json.NULL : result;
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such task; it may have been forgotten after its retention.");
    }
}
