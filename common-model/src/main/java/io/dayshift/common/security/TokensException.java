package io.dayshift.common.security;

/** Thrown at the start of a service whose tokens are not such as can be served with. */
final class TokensException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokensException(String message) {
        super(message);
    }
}
