package io.dayshift.manager.system;

import io.dayshift.common.task.Lane;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Passes the word that there may be something to do to the loops that would do it, so that features need not know each
 * other. A lost word costs a fraction of a second: each loop also looks by itself.
 */
public final class Wakeups {

    private final List<Runnable> assigning = new CopyOnWriteArrayList<>();
    private final List<Consumer<Accepted>> assigningNew = new CopyOnWriteArrayList<>();
    private final List<Runnable> promoting = new CopyOnWriteArrayList<>();

    /**
     * Tasks that this manager has accepted to be run now.
     *
     * @param tasks how many of each lane
     * @param awaited whether somebody waits for the end of one of them
     */
    public record Accepted(Map<Lane, Long> tasks, boolean awaited) {}

    /** Has that called whenever tasks or room for them may have come. */
    public void onWork(Runnable wake) {
        assigning.add(wake);
    }

    /** Has that called whenever this manager has accepted tasks to be run now. */
    public void onNew(Consumer<Accepted> take) {
        assigningNew.add(take);
    }

    /** Has that called whenever a task may be due sooner than was known. */
    public void onSchedule(Runnable wake) {
        promoting.add(wake);
    }

    /** Says that there may be tasks to assign, or workers with room. */
    public void work() {
        assigning.forEach(Runnable::run);
    }

    /** Says that tasks have been accepted. */
    public void accepted(Accepted accepted) {
        assigningNew.forEach(take -> take.accept(accepted));
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
