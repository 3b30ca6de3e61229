package io.dayshift.common.web;

import io.dayshift.common.store.StoreUnavailableException;
import io.dayshift.common.task.TaskId;

/** Thrown when Redis has not said whether it has stored a task, or what has become of it since. */
public final class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String task;

    /** Tells which task it is: under that id it is to be found, if it has been stored. */
    public OutcomeUnknownException(TaskId task, StoreUnavailableException cause) {
        super(cause);
        this.task = task.value();
    }

    String task() {
        return task;
    }
}
