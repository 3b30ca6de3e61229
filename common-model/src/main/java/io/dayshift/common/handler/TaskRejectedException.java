package io.dayshift.common.handler;

/** Thrown by a handler when a task cannot succeed however often it is tried: it is FAILED at once. */
public class TaskRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TaskRejectedException(String message) {
        super(message);
    }

    public TaskRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
