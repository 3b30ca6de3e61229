package io.dayshift.manager.reclaim;

import io.dayshift.manager.client.Pulse;

/**
 * What a worker's health has said since its lease ran low.
 *
 * @param unwell answers in a row that did not come, or said that it is not well
 * @param gone whether its place is empty or taken: connection refused, or another session answering
 */
record Evidence(int unwell, boolean gone, String cause) {

    /** So many unwell answers in a row condemn a worker whose lease is over. */
    private static final int CONDEMNING = 3;

    static final Evidence NONE = new Evidence(0, false, "");

    Evidence with(Pulse pulse, String session) {
        return switch (pulse) {
            case Pulse.Refused() -> new Evidence(unwell + 1, true, "connection-refused");
            case Pulse.Silent silent -> new Evidence(unwell + 1, gone, "no-answer");
            case Pulse.Answered(var held, var up) -> {
                if (held.isPresent() && !held.get().equals(session)) {
                    yield new Evidence(unwell + 1, true, "another-session");
                }
                yield up ? NONE : new Evidence(unwell + 1, gone, "not-well");
            }
        };
    }

    /** Whether this, with a lease that is over, means that the worker is lost. */
    boolean condemns() {
        return gone || unwell >= CONDEMNING;
    }

    /** Whether some answer told of the worker's end, rather than no answer of trouble that may be the manager's own. */
    boolean isTold() {
        return gone || cause.equals("not-well");
    }
}
