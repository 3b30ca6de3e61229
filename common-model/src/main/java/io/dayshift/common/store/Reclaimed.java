package io.dayshift.common.store;

/** What became of an attempt to take a lost worker's tasks back. */
public sealed interface Reclaimed {

    /**
     * The worker is lost and its station empty.
     *
     * @param returned tasks back in the backlog
     * @param failed tasks whose last attempt it was
     */
    record Tasks(long returned, long failed) implements Reclaimed {}

    /** Nothing was changed: its lease is good after all. */
    record Alive() implements Reclaimed {}

    /** Nothing was changed: the session is not that worker's any more. */
    record OtherSession() implements Reclaimed {}
}
