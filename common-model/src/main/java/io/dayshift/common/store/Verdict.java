package io.dayshift.common.store;

/** What the store says to a reported finish. */
public enum Verdict {
    /** Recorded: the task has succeeded. */
    ACCEPTED,
    /** Recorded: the task is due again after its backoff. */
    RETRYING,
    /** Recorded: the task has failed for good. */
    FAILED,
    /** Recorded before, by an earlier call whose answer was lost. */
    REPLAYED,
    /** Refused: the task belongs to another attempt or session by now, or was cancelled. */
    FENCED
}
