package io.dayshift.common.store;

import java.time.Duration;

/** What became of a registration. */
public sealed interface Registered {

    /** The session is open and holds a lease. */
    record Open() implements Registered {}

    /**
     * The id is alive under another session.
     *
     * @param leaseLeft after that time it may be had, if the other falls silent
     */
    record Taken(Duration leaseLeft) implements Registered {}

    /**
     * A dead session of that id has left tasks behind, which must be reclaimed first.
     *
     * @param session the dead one
     */
    record Leftover(String session) implements Registered {}
}
