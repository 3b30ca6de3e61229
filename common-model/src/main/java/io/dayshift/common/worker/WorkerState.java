package io.dayshift.common.worker;

/** How a worker stands, as people are shown it. */
public enum WorkerState {
    /** Here, with nothing to do. */
    WAITING,
    /** Here, with tasks in its queue or in hand. */
    WORKING,
    /** Finishes what it runs and takes nothing new. */
    DRAINING,
    /** Its lease has run out; not yet declared lost. Keeps its tasks if it comes back in time. */
    AWAY,
    /** Declared dead and reclaimed. */
    LOST,
    /** Signed off in order; its station was kept. */
    LEFT
}
