package io.dayshift.common.store;

/** What became of a worker's wish to sign off. */
public enum Left {
    /** The session is closed. */
    LEFT,
    /** There are tasks in its queue or in its hands. */
    BUSY,
    /** The session was not the worker's any more. */
    FENCED
}
