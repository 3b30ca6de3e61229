package io.dayshift.common.net;

import java.io.IOException;

/** Thrown instead of connecting to an address outside of those that calls may go to. */
public final class OutsideException extends IOException {

    private static final long serialVersionUID = 1L;

    OutsideException(Throwable cause) {
        super("no address of the host is in an allowed network; nothing was sent", cause);
    }

    /** Says what was wrong with the address. */
    public OutsideException(String detail) {
        super(detail);
    }
}
