package io.dayshift.manager.submit;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.NewTask;
import io.dayshift.common.store.Placed;
import io.dayshift.common.store.Stored;
import io.dayshift.common.store.Submitted;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.Lane;
import io.dayshift.common.web.Problem;
import io.dayshift.manager.system.Openings;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Gathers submissions: whatever comes in while one call to Redis is under way goes with the next. A lone caller makes the
 * call for himself, without waiting for another thread; under load a call carries many.
 */
@Component
final class SubmitGate implements AutoCloseable {

    /** Tasks after which a call gathers no more. */
    private static final int GATHERED = TaskStore.BATCH;

    /** Submissions that may wait at the gate; each is held by a caller who waits as well. */
    private static final int CROWD = 10_000;

    private static final Duration REST = Duration.ofSeconds(1);

    private final AtomicBoolean storing = new AtomicBoolean();
    private final BlockingQueue<Submission> waiting = new LinkedBlockingQueue<>(CROWD);
    private final TaskStore tasks;
    private final Openings openings;
    private final Wakeups wakeups;
    private final Loop loop;

    SubmitGate(TaskStore tasks, Openings openings, Wakeups wakeups) {
        this.tasks = tasks;
        this.openings = openings;
        this.wakeups = wakeups;
        this.loop = new Loop("submit", this::pass).start();
    }

    private record Submission(List<NewTask> tasks, CompletableFuture<Submitted> outcome) {}

    /** Stores tasks, whole or not at all, and waits until that is done. */
    Submitted submit(List<NewTask> newTasks) {
        var submission = new Submission(newTasks, new CompletableFuture<>());
        if (!waiting.offer(submission)) {
            throw Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-requests",
                            "Too many submissions at once; try again.")
                    .retryAfter(REST);
        }
        try {
            storeOnce();
        } finally {
            if (!waiting.isEmpty()) {
                loop.wake();
            }
        }
        try {
            return submission.outcome().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Stores what waits until nothing does: what came while a caller's own call was under way. */
    private Duration pass() {
        while (!waiting.isEmpty() && storeOnce()) {
            // Goes on with what came meanwhile.
        }
        return REST;
    }

    /** Makes one call for all that wait; returns false when another call is under way, which sees to the rest. */
    private boolean storeOnce() {
        if (!storing.compareAndSet(false, true)) {
            return false;
        }
        try {
            store();
        } finally {
            storing.set(false);
        }
        return true;
    }

    private void store() {
        var gathered = gather();
        if (gathered.isEmpty()) {
            return;
        }
        try {
            store(gathered);
        } catch (RuntimeException | Error e) {
            gathered.forEach(submission -> submission.outcome().completeExceptionally(e));
            if (e instanceof Error error) {
                throw error;
            }
        }
    }

    private List<Submission> gather() {
        var gathered = new ArrayList<Submission>();
        var size = 0;
        for (var next = waiting.poll(); next != null; next = size < GATHERED ? waiting.poll() : null) {
            gathered.add(next);
            size += next.tasks().size();
        }
        return gathered;
    }

    private void store(List<Submission> gathered) {
        var due = due(gathered);
        var stored = tasks.submit(gathered.stream().map(Submission::tasks).toList(), openings.find(due));
        for (var i = 0; i < gathered.size(); i++) {
            gathered.get(i).outcome().complete(stored.outcomes().get(i));
        }
        openings.note(stored.placed());
        tell(stored, due.keySet());
        if (gathered.stream().flatMap(submission -> submission.tasks().stream()).anyMatch(SubmitGate::isForLater)) {
            wakeups.schedule();
        }
    }

    /** How many tasks are to be run now, of each lane; a lane of which all are for later is there with none. */
    private static Map<Lane, Long> due(List<Submission> gathered) {
        var due = new HashMap<Lane, Long>();
        for (var submission : gathered) {
            for (var task : submission.tasks()) {
                due.merge(task.spec().lane(), isDelayed(task) ? 0L : 1L, Long::sum);
            }
        }
        return due;
    }

    private static boolean isDelayed(NewTask task) {
        return task.spec().delay() != null || task.spec().runAt() != null;
    }

    /** Tells workers that have been given tasks, and those who hand out when there is something left for them. */
    private void tell(Stored stored, Set<Lane> lanes) {
        var isRefused = false;
        for (var placed : stored.placed()) {
            switch (placed) {
                case Placed.Taken taken when !taken.isKnown() -> wakeups.unheard(taken);
                case Placed.Taken _ -> {}
                case Placed.Refused _ -> isRefused = true;
            }
        }
        if (isRefused || (stored.pending() > 0 && openings.areFor(lanes))) {
            wakeups.work();
        }
    }

    /** Whether it is due, or has to have started, at some later time. */
    private static boolean isForLater(NewTask task) {
        return isDelayed(task) || task.spec().expiresIn() != null;
    }

    @Override
    public void close() {
        loop.close();
        waiting.forEach(submission -> submission
                .outcome()
                .completeExceptionally(Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "shutting-down",
                        "This manager is shutting down; ask another.")));
    }
}
