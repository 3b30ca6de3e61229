package io.dayshift.manager.submit;

import com.github.f4b6a3.uuid.UuidCreator;
import io.dayshift.common.store.NewTask;
import io.dayshift.common.store.StoreUnavailableException;
import io.dayshift.common.store.Submitted;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskSpec;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.web.OutcomeUnknownException;
import io.dayshift.common.web.Problem;
import io.dayshift.manager.system.Headroom;
import io.dayshift.manager.system.SubmitRate;
import io.dayshift.manager.system.Waiters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Takes described tasks in and says what became of them. */
@Component
@RequiredArgsConstructor
final class Intake {

    private final SubmitGate gate;
    private final TaskStore tasks;
    private final Waiters waiters;
    private final Headroom headroom;
    private final SubmitRate rate;

    /**
     * What became of a single task.
     *
     * @param replayed whether it was there already under its key
     */
    record Taken(Task task, boolean replayed) {

        /** The header that tells of a task that was there already. */
        static final String REPLAYED = "Idempotency-Replayed";

        HttpStatus status() {
            return replayed || task.state().isFinal() ? HttpStatus.OK : HttpStatus.ACCEPTED;
        }

        /** Where the task is to be found. */
        String location() {
            return "/v1/tasks/" + task.id();
        }
    }

    /** What became of a batch: the id of each task, and how many were there already. */
    record Batch(int accepted, int replayed, List<String> ids) {}

    /** Stores one task and answers at once. */
    Taken take(TaskSpec spec) {
        admit(1);
        return take(newTask(spec, false));
    }

    /** Stores one task and answers when it has ended, or as it stands when the time is over. */
    Taken takeAndWait(TaskSpec spec, Duration atMost) {
        admit(1);
        var task = newTask(spec, true);
        var end = waiters.end(task.id(), atMost);
        var taken = takeAwaited(task);
        var id = taken.task().id();
        var told = (taken.replayed() ? about(id, () -> waiters.endOf(id, atMost)) : end).join();
        var ended = told.or(() -> about(id, () -> tasks.find(id))).orElse(taken.task());
        return new Taken(ended, taken.replayed());
    }

    /** Says which task it is of which nothing more is known, should Redis be away. */
    private static <T> T about(TaskId id, Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreUnavailableException e) {
            throw new OutcomeUnknownException(id, e);
        }
    }

    /** Stores a task that is waited for already; nobody goes on waiting for one that has not been stored. */
    private Taken takeAwaited(NewTask task) {
        var stored = false;
        try {
            var taken = take(task);
            stored = !taken.replayed();
            return taken;
        } finally {
            if (!stored) {
                waiters.forget(task.id());
            }
        }
    }

    private void admit(int number) {
        headroom.require();
        rate.require(number);
    }

    private Taken take(NewTask task) {
        return switch (about(task.id(), () -> gate.submit(List.of(task)))) {
            case Submitted.Accepted(var at, var replayed) -> {
                var earlier = replayed.get(0);
                yield earlier == null
                        ? new Taken(fresh(task, at), false)
                        : about(earlier, () -> new Taken(tasks.find(earlier).orElseGet(() -> fresh(task, at)), true));
            }
            case Submitted.Conflict _ -> throw conflict(List.of());
        };
    }

    /** Stores a batch, whole or not at all. */
    Batch takeAll(List<TaskSpec> specs) {
        admit(specs.size());
        var batch = specs.stream().map(spec -> newTask(spec, false)).toList();
        return switch (gate.submit(batch)) {
            case Submitted.Accepted(var at, var replayed) ->
                new Batch(
                        batch.size() - replayed.size(),
                        replayed.size(),
                        IntStream.range(0, batch.size())
                                .mapToObj(i -> Optional.ofNullable(replayed.get(i))
                                        .orElse(batch.get(i).id())
                                        .value())
                                .toList());
            case Submitted.Conflict(var indexes) ->
                throw conflict(indexes.stream()
                        .map(index -> new Problem.Fault(index, "key", "stands for a task with another body"))
                        .toList());
        };
    }

    private static Problem conflict(List<Problem.Fault> faults) {
        var detail = "The idempotency key stands for a task with another body already; nothing was stored."
                + " Use a new key for a new task.";
        return Problem.unacceptable(detail, faults.isEmpty() ? List.of(new Problem.Fault("key", "is in use")) : faults);
    }

    private static NewTask newTask(TaskSpec spec, boolean awaited) {
        var id = new TaskId(UuidCreator.getTimeOrderedEpochPlus1().toString());
        return new NewTask(id, spec, spec.key() == null ? "" : Fingerprint.of(spec), awaited);
    }

    /** The task as it has just been stored, without asking Redis for it again. */
    private static Task fresh(NewTask task, Instant at) {
        var spec = task.spec();
        var due = spec.delay() != null ? at.plus(spec.delay()) : spec.runAt();
        var scheduled = due != null && due.isAfter(at);
        return new Task(
                task.id(),
                spec.lane(),
                scheduled ? TaskState.SCHEDULED : TaskState.PENDING,
                0,
                spec.retry().maxAttempts(),
                spec.key(),
                null,
                new Task.Times(at, scheduled ? due : null, null, null, null),
                null,
                spec.payload(),
                null,
                null,
                spec.labels());
    }
}
