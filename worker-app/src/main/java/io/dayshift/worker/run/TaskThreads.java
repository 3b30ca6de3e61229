package io.dayshift.worker.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads for tasks, woken only as the tasks need it. What takes microseconds flows through a few threads, without
 * a thread being woken for each; when one has been busy for longer, others take its place, so whatever waits has begun
 * within some milliseconds unless every thread is taken. The thread that rested last is woken first.
 */
@Slf4j
final class TaskThreads implements AutoCloseable {

    /** Threads that are kept free of long tasks: as many as can compute at once. */
    private static final int FREE = Runtime.getRuntime().availableProcessors();

    /** From when on a task counts as long, and how often it is looked whether more threads are wanted. */
    private static final Duration LONG = Duration.ofMillis(1);

    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private final ThreadFactory factory =
            Thread.ofPlatform().name("task-", 1).daemon().factory();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("task-clock").daemon().factory());

    // All of this is guarded by this object's monitor.
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Hand> resting = new ArrayDeque<>();
    private final Set<Hand> awake = new HashSet<>();
    private int limit;
    private boolean isWatched;
    private boolean isShort;
    private boolean closed;

    TaskThreads(int limit) {
        this.limit = limit;
    }

    /** One thread. */
    private final class Hand implements Runnable {

        private final Thread thread = factory.newThread(this);
        private volatile long since = System.nanoTime();
        private boolean isCalled = true;

        @Override
        public void run() {
            for (var work = next(this); work != null; work = next(this)) {
                since = System.nanoTime();
                try {
                    work.run();
                } catch (RuntimeException | Error e) {
                    log.error("event=work-failed; its end is not reported, so it is found again by resume", e);
                }
            }
        }

        boolean isLong() {
            return System.nanoTime() - since > LONG.toNanos();
        }
    }

    /** Runs work on one of the threads, in the order it is given in. */
    synchronized void execute(Runnable work) {
        waiting.add(work);
        // While it is watched, whatever waits is looked at within a millisecond anyway.
        if (!isWatched) {
            summon();
        }
    }

    /** Changes how many threads there may be. */
    synchronized void limit(int threads) {
        limit = threads;
        summon();
    }

    /** Wakes as many threads as the waiting work wants, and looks again soon when that is not all of it. */
    private void summon() {
        // Twice as many as are held up, so that it takes few looks.
        var wanted =
                Math.min(limit, FREE + 2 * awake.stream().filter(Hand::isLong).count());
        var missing = Math.min(waiting.size(), wanted - awake.size());
        var woken = 0;
        while (woken < missing && isWoken()) {
            woken++;
        }
        if (waiting.size() > woken && awake.size() < limit && !isWatched && !closed) {
            var _ = clock.schedule(this::look, LONG.toNanos(), TimeUnit.NANOSECONDS);
            isWatched = true;
        }
    }

    /** Wakes a thread; returns false when none is to be had, which is told once. */
    private boolean isWoken() {
        try {
            wake();
            isShort = false;
            return true;
        } catch (OutOfMemoryError e) {
            if (!isShort) {
                log.error("event=no-thread awake={} waiting={}; it is tried again", awake.size(), waiting.size(), e);
            }
            isShort = true;
            return false;
        }
    }

    private synchronized void look() {
        isWatched = false;
        summon();
    }

    private void wake() {
        var hand = resting.pollLast();
        if (hand == null) {
            hand = new Hand();
            hand.thread.start();
        } else {
            hand.isCalled = true;
            hand.since = System.nanoTime();
            LockSupport.unpark(hand.thread);
        }
        awake.add(hand);
    }

    /** The next work for a thread, which rests until there is some; null when it is wanted no more. */
    private @Nullable Runnable next(Hand hand) {
        do {
            synchronized (this) {
                var work = closed || awake.size() > limit ? null : waiting.poll();
                if (work != null) {
                    return work;
                }
                awake.remove(hand);
                hand.isCalled = false;
                resting.addLast(hand);
            }
        } while (isCalledInTime(hand));
        return null;
    }

    private boolean isCalledInTime(Hand hand) {
        var end = System.nanoTime() + LONGEST_REST.toNanos();
        while (true) {
            LockSupport.parkNanos(this, end - System.nanoTime());
            // One that was meant for the task before must not keep it from resting.
            var _ = Thread.interrupted();
            synchronized (this) {
                if (hand.isCalled) {
                    return true;
                }
                if (closed || System.nanoTime() >= end) {
                    resting.remove(hand);
                    return false;
                }
            }
        }
    }

    /** Interrupts what runs; nothing further begins. */
    @Override
    public synchronized void close() {
        closed = true;
        clock.shutdownNow();
        waiting.clear();
        awake.forEach(hand -> hand.thread.interrupt());
        resting.forEach(hand -> LockSupport.unpark(hand.thread));
    }
}
