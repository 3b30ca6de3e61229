package io.dayshift.common.task;

/** Where a task is in its life. The Lua scripts enforce the same table. */
public enum TaskState {

    /** Due later: submitted with a delay, or waiting out its backoff. {@code promote} takes it out. */
    SCHEDULED,

    /** In the backlog, owned by nobody. {@code assign} takes it out. */
    PENDING,

    /** In one worker's queue, not started. {@code claim} takes it out; if the worker is lost, {@code reclaim} does. */
    ASSIGNED,

    /** Being run by the worker that claimed it, until {@code complete}, {@code fail}, {@code cancel} or {@code reclaim}. */
    RUNNING,

    /** Done, result stored. Final. */
    SUCCEEDED,

    /** Out of attempts; waits for a person. Final, but for {@code retry}. */
    FAILED,

    /** Ended on request. Final, but for {@code retry}. */
    CANCELLED,

    /** Not started in the time it allowed for it. Final, but for {@code retry}. */
    EXPIRED;

    /** Tells whether nothing but {@code retry} by a person can change this state. */
    public boolean isFinal() {
        return switch (this) {
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> true;
            case SCHEDULED, PENDING, ASSIGNED, RUNNING -> false;
        };
    }

    /** Tells whether some verb moves a task from this state to that one. */
    public boolean canBecome(TaskState next) {
        return switch (this) {
            case SCHEDULED -> next == PENDING || next == CANCELLED || next == EXPIRED;
            case PENDING -> next == ASSIGNED || next == CANCELLED || next == EXPIRED;
            case ASSIGNED -> next == RUNNING || next == PENDING || next == CANCELLED || next == EXPIRED;
            case RUNNING ->
                next == SUCCEEDED || next == SCHEDULED || next == FAILED || next == PENDING || next == CANCELLED;
            case FAILED, CANCELLED, EXPIRED -> next == PENDING;
            case SUCCEEDED -> false;
        };
    }
}
