package io.dayshift.common.store;

/**
 * Thrown when Redis cannot be reached, does not answer in time or cannot be written to. Whether the call took effect is
 * unknown; every call may be repeated.
 */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
