package io.dayshift.manager.system;

import io.dayshift.common.store.Placed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Passes the word that there may be something to do to the loops that would do it, so that features need not know each
 * other. A lost word costs a fraction of a second: each loop also looks by itself.
 */
public final class Wakeups {

    private final List<Runnable> assigning = new CopyOnWriteArrayList<>();
    private final List<Runnable> filling = new CopyOnWriteArrayList<>();
    private final List<Consumer<Placed.Taken>> ringing = new CopyOnWriteArrayList<>();
    private final List<Runnable> promoting = new CopyOnWriteArrayList<>();

    /** Has that called whenever there may be tasks to assign, or who takes work may be others than before. */
    public void onWork(Runnable wake) {
        assigning.add(wake);
    }

    /** Has that called whenever a worker may have room, which matters to nobody but those who wait. */
    public void onRoom(Runnable wake) {
        filling.add(wake);
    }

    /** Has that called whenever tasks have been placed with a worker who does not know of them. */
    public void onUnheard(Consumer<Placed.Taken> ring) {
        ringing.add(ring);
    }

    /** Has that called whenever a task may be due sooner than was known. */
    public void onSchedule(Runnable wake) {
        promoting.add(wake);
    }

    /** Says that there may be tasks to assign, or others who take work. */
    public void work() {
        assigning.forEach(Runnable::run);
    }

    /** Says that a worker may have room. */
    public void room() {
        filling.forEach(Runnable::run);
    }

    /** Says that a worker does not know of tasks in its queue. */
    public void unheard(Placed.Taken placed) {
        ringing.forEach(ring -> ring.accept(placed));
    }

    /** Says that a task was scheduled. */
    public void schedule() {
        promoting.forEach(Runnable::run);
    }

    /** Says what another process published. */
    void heard(String word) {
        switch (word) {
            case "due" -> schedule();
            case "room" -> room();
            default -> work();
        }
    }
}
