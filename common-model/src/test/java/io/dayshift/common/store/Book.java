package io.dayshift.common.store;

import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the players of a {@link Model} were told, and what was wrong with it. */
final class Book {

    private final List<TaskId> accepted = new ArrayList<>();
    private final Map<TaskId, String> ends = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    void saw(String event) {
        saw(event, 1);
    }

    void saw(String event, int times) {
        seen.merge(event, times, Integer::sum);
    }

    int times(String event) {
        return seen.getOrDefault(event, 0);
    }

    void fault(String what) {
        faults.add(what);
    }

    List<String> faults() {
        return Collections.unmodifiableList(faults);
    }

    void accept(TaskId id) {
        accepted.add(id);
    }

    /** Tasks that were accepted, in that order. */
    List<TaskId> accepted() {
        return Collections.unmodifiableList(accepted);
    }

    void ended(TaskId id, String how) {
        var before = ends.put(id, how);
        if (before != null) {
            fault(id + " ended twice: " + before + ", then " + how);
        }
    }

    /** Checks that everything adds up in Redis. */
    void check(Given given) {
        faults.addAll(new Fsck(given.connection, given.keys).faults());
    }

    /** Holds what became of every task against what was told of it; all of them should have ended. */
    void judge(Given given) {
        check(given);
        for (var id : accepted) {
            var task = given.tasks.find(id);
            if (task.isEmpty()) {
                fault(id + " is lost");
            } else if (!task.get().state().isFinal()) {
                fault(id + " has not ended: " + task.get().state());
            } else {
                judge(id, task.get());
            }
        }
    }

    private void judge(TaskId id, Task task) {
        var end = ends.getOrDefault(id, "");
        var result = task.result();
        if (end.startsWith("ACCEPTED")
                && (result == null || !end.endsWith(" " + result.text().replaceAll("\\D", "")))) {
            fault(id + " was told " + end + " and has the result " + result);
        }
        if (end.equals("CANCELLED") && task.state() != TaskState.CANCELLED) {
            fault(id + " was cancelled and is " + task.state());
        }
        if (task.attempt() > task.maxAttempts()) {
            fault(id + " had " + task.attempt() + " attempts of " + task.maxAttempts());
        }
    }
}
