package io.dayshift.common.store;

/** What became of a renewal. */
public sealed interface Renewed {

    /**
     * The lease is extended.
     *
     * @param draining whether the worker is to take nothing new
     * @param queued tasks in the worker's queue
     */
    record Extended(boolean draining, long queued) implements Renewed {}

    /** The session is not the worker's any more. */
    record Fenced() implements Renewed {}
}
