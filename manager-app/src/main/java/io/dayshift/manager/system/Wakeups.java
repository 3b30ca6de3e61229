package io.dayshift.manager.system;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes the word that there may be something to do to the loops that would do it, so that features need not know each
 * other. A lost word costs a fraction of a second: each loop also looks by itself.
 */
public final class Wakeups {

    private final List<Runnable> assigning = new CopyOnWriteArrayList<>();
    private final List<Runnable> promoting = new CopyOnWriteArrayList<>();

    /** Has that called whenever tasks or room for them may have come. */
    public void onWork(Runnable wake) {
        assigning.add(wake);
    }

    /** Has that called whenever a task may be due sooner than was known. */
    public void onSchedule(Runnable wake) {
        promoting.add(wake);
    }

    /** Says that there may be tasks to assign, or workers with room. */
    public void work() {
        assigning.forEach(Runnable::run);
    }

    /** Says that a task was scheduled. */
    public void schedule() {
        promoting.forEach(Runnable::run);
    }

    /** Says what another process published. */
    void heard(String word) {
        if (word.equals("due")) {
            schedule();
        } else {
            work();
        }
    }
}
