package io.dayshift.manager.client;

import java.util.Optional;

/** What came of asking a worker for its health. */
public sealed interface Pulse {

    /**
     * Some process answered.
     *
     * @param session the session it holds; empty when it holds none
     * @param up whether it says it is well
     */
    record Answered(Optional<String> session, boolean up) implements Pulse {}

    /** The host refused the connection: no process listens there. */
    record Refused() implements Pulse {}

    /** No answer in time, or none that could be read. */
    record Silent(String cause) implements Pulse {}
}
