package io.dayshift.manager.client;

import org.springframework.web.client.RestClientException;

/** Thrown when a worker answers that it does not know this manager, or not as one. */
public final class TurnedAwayException extends RestClientException {

    private static final long serialVersionUID = 1L;

    TurnedAwayException() {
        super("turned away: the worker does not take this manager's token or certificate");
    }
}
