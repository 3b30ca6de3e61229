package io.dayshift.common.store;

/** Thrown when Redis has reached its maxmemory and takes nothing new; what is under way still finishes. */
public class StoreFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreFullException(Throwable cause) {
        super("Redis has reached its maxmemory", cause);
    }
}
