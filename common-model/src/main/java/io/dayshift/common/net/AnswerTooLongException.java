package io.dayshift.common.net;

import java.io.IOException;

/** Thrown while an answer is read that is longer than it may be. */
public final class AnswerTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLongException(long longest) {
        super("the answer is longer than " + longest + " bytes");
    }
}
