package io.dayshift.manager.system;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.EndedWord;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Those who wait for the end of a task: whatever ends one that is awaited publishes it, and a pass each second looks after
 * all of them in case a word was lost.
 */
public final class Waiters implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration UNTIL_WOKEN = Duration.ofMinutes(1);

    private final Map<TaskId, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final TaskStore tasks;
    private final Loop loop;

    /**
     * Ends waits whose time is over. As it also has the loop look, its next alarm is never far: to set one for later then
     * does not wake its thread, which the timer of {@link CompletableFuture} would for each.
     */
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("await-alarms").daemon().factory());

    /** One who waits. */
    private static final class Waiter {
        private final CompletableFuture<Optional<Task>> end = new CompletableFuture<>();
    }

    public Waiters(TaskStore tasks) {
        this.tasks = tasks;
        this.loop = new Loop("await", this::look).start();
        alarms.setRemoveOnCancelPolicy(true);
        var _ = alarms.scheduleAtFixedRate(
                loop::wake, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for a task that the store knows to be awaited already, or will before it can end.
     *
     * @return completes when the task has ended or the time is over, whichever is first; never exceptionally. With the task
     *     as it ended where that was told; empty when it has to be asked for
     */
    public CompletableFuture<Optional<Task>> end(TaskId id, Duration atMost) {
        var waiter = new Waiter();
        waiting.compute(id, (_, others) -> {
            var all = others == null ? ConcurrentHashMap.<Waiter>newKeySet() : others;
            all.add(waiter);
            return all;
        });
        var alarm = alarm(waiter, atMost);
        return waiter.end.whenComplete((_, _) -> {
            alarm.cancel(false);
            release(id, waiter);
        });
    }

    /** Nobody waits who asks for it once this is closed. */
    private Future<?> alarm(Waiter waiter, Duration atMost) {
        try {
            return alarms.schedule(
                    () -> waiter.end.complete(Optional.empty()), atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            waiter.end.complete(Optional.empty());
            return waiter.end;
        }
    }

    /**
     * Waits like {@link #end} for a task that nobody may have waited for so far. It always has to be asked for: what is told may
     * be of an end before a retry.
     */
    public CompletableFuture<Optional<Task>> endOf(TaskId id, Duration atMost) {
        var end = end(id, atMost);
        tasks.await(List.of(id)).forEach(this::forget);
        return end.thenApply(_ -> Optional.empty());
    }

    /** Sends all away who wait for a task that has ended, or will not be there. */
    public void forget(TaskId id) {
        send(id, Optional.empty());
    }

    /** Forgets one who waits no longer, and the task when it was the last. */
    private void release(TaskId id, Waiter waiter) {
        waiting.computeIfPresent(id, (_, all) -> {
            all.remove(waiter);
            return all.isEmpty() ? null : all;
        });
    }

    /** Reads a word about tasks that have ended, unless nobody waits here: all managers hear it. */
    void heard(String word) {
        if (!waiting.isEmpty()) {
            ended(EndedWord.read(word));
        }
    }

    /** Says which tasks have ended; empty for one that has to be asked for. */
    void ended(Map<TaskId, Optional<Task>> ended) {
        ended.forEach(this::send);
    }

    private void send(TaskId id, Optional<Task> task) {
        var all = waiting.remove(id);
        if (all != null) {
            all.forEach(waiter -> waiter.end.complete(task));
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
            tasks.await(all.subList(from, Math.min(all.size(), from + TaskStore.BATCH)))
                    .forEach(this::forget);
        }
        return UNTIL_WOKEN;
    }

    /** Whoever still waits is answered when the time is over. */
    @Override
    public void close() {
        loop.close();
        alarms.shutdown();
    }
}
