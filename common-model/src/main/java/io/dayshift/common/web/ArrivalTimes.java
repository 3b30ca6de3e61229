package io.dayshift.common.web;

import java.time.Duration;
import org.apache.coyote.Request;

/** How long a request may take to come in. Set before the server listens. */
final class ArrivalTimes {

    private static final long NOT_BEGUN = -1;

    private volatile long head = Long.MAX_VALUE;
    private volatile long whole = Long.MAX_VALUE;

    /**
     * Sets both times.
     *
     * @param headTime from the first byte of a request to the end of its headers; also for the handshake of TLS
     * @param bodyTime from there to the end of its body
     */
    void set(Duration headTime, Duration bodyTime) {
        head = headTime.toNanos();
        whole = headTime.plus(bodyTime).toNanos();
    }

    /** Whether a request, whose headers are not complete, should have had them by now. */
    boolean isHeadLate(Request request) {
        return isOver(request.getStartTimeNanos(), head);
    }

    /** Whether what there is to read of a request should have been read by now. */
    boolean isLate(Request request) {
        return isOver(request.getStartTimeNanos(), whole);
    }

    /** Whether a handshake that began then, as {@link System#nanoTime}, should be over by now. */
    boolean isHandshakeLate(long began) {
        return isOver(began, head);
    }

    private static boolean isOver(long began, long time) {
        return began != NOT_BEGUN && System.nanoTime() - began > time;
    }
}
