package io.dayshift.systemtests.faults.proxy;

import java.time.Duration;

/** What is wrong with a network. */
public sealed interface Toxic {

    /** Nothing. */
    record None() implements Toxic {}

    /** Nothing gets through either way; what was sent arrives when it is over. */
    record Cut() implements Toxic {}

    /** Nothing gets through to the side that is called; what it sends still arrives. */
    record CutForth() implements Toxic {}

    /** Nothing comes back from the side that is called; what is sent to it still arrives. */
    record CutBack() implements Toxic {}

    /** What the called side answers is lost for good; its connections are reset when it is over. */
    record LoseReplies() implements Toxic {}

    /** Everything takes longer. */
    record Delay(Duration length) implements Toxic {}

    /**
     * Everything comes in small pieces with pauses between them.
     *
     * @param slice bytes in a piece
     */
    record Trickle(int slice, Duration pause) implements Toxic {}
}
