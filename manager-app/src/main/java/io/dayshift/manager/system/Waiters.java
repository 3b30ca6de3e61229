package io.dayshift.manager.system;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Those who wait for the end of a task: the worker's {@code complete} publishes the ids
 * that are awaited, and a pass each second looks after all of them in case a word was lost.
 */
public final class Waiters implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Map<TaskId, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final TaskStore tasks;
    private final Loop loop;

    /** One who waits. */
    private static final class Waiter {
        private final CompletableFuture<Void> end = new CompletableFuture<>();
    }

    public Waiters(TaskStore tasks) {
        this.tasks = tasks;
        this.loop = new Loop("await", this::look).start();
    }

    /**
     * Waits for a task that the store knows to be awaited already, or will before it can end.
     *
     * @return completes when the task has ended or the time is over, whichever is first; never exceptionally
     */
    public CompletableFuture<Void> end(TaskId id, Duration atMost) {
        var waiter = new Waiter();
        waiting.compute(id, (_, others) -> {
            var all = others == null ? ConcurrentHashMap.<Waiter>newKeySet() : others;
            all.add(waiter);
            return all;
        });
        return waiter.end
                .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> release(id, waiter));
    }

    /** Waits like {@link #end} for a task that nobody may have waited for so far. */
    public CompletableFuture<Void> endOf(TaskId id, Duration atMost) {
        var end = end(id, atMost);
        ended(tasks.await(List.of(id)));
        return end;
    }

    /** Sends all away who wait for a task that will not be there. */
    public void forget(TaskId id) {
        ended(List.of(id));
    }

    /** Forgets one who waits no longer, and the task when it was the last. */
    private void release(TaskId id, Waiter waiter) {
        waiting.computeIfPresent(id, (_, all) -> {
            all.remove(waiter);
            return all.isEmpty() ? null : all;
        });
    }

    /** Says that tasks have ended. */
    void ended(List<TaskId> ids) {
        for (var id : ids) {
            var all = waiting.remove(id);
            if (all != null) {
                all.forEach(waiter -> waiter.end.complete(null));
            }
        }
    }

    /** Tasks that somebody waits for. */
    int size() {
        return waiting.size();
    }

    /** Looks after everybody who waits, in batches. */
    private Duration look() {
        var all = new ArrayList<>(waiting.keySet());
        for (var from = 0; from < all.size(); from += TaskStore.BATCH) {
            ended(tasks.await(all.subList(from, Math.min(all.size(), from + TaskStore.BATCH))));
        }
        return LOOK_EVERY;
    }

    @Override
    public void close() {
        loop.close();
    }
}
