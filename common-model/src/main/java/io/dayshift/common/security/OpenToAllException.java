package io.dayshift.common.security;

/** Thrown at the start of a service that would serve others without any token. */
final class OpenToAllException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OpenToAllException(String message) {
        super(message);
    }
}
