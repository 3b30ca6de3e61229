package io.dayshift.common.store;

/** What became of a renewal. */
public sealed interface Renewed {

    /**
     * The lease is extended.
     *
     * @param draining whether the worker is to take nothing new
     */
    record Extended(boolean draining) implements Renewed {}

    /** The session is not the worker's any more. */
    record Fenced() implements Renewed {}
}
