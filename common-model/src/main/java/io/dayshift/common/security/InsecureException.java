package io.dayshift.common.security;

/** Thrown at the start of a service that is not configured such that it can be served safely. */
final class InsecureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong; never with a value that might be secret. */
    InsecureException(String message) {
        super(message);
    }
}
