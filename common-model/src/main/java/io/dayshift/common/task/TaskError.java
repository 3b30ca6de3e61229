package io.dayshift.common.task;

/**
 * Why an attempt, or the task as a whole, came to nothing.
 *
 * @param message in words a person understands; at most 2 000 characters are kept
 */
public record TaskError(Kind kind, String message) {

    /** Longest message that is kept, in characters. */
    public static final int MAX_MESSAGE = 2000;

    /** What kind of failure it was. */
    public enum Kind {
        /** The attempt ran longer than the task's timeout. */
        TIMEOUT,
        /** The handler threw. */
        HANDLER,
        /** The handler says that no further attempt can help. */
        REJECTED,
        /** The worker has no handler of that type. */
        NO_HANDLER,
        /** The result is larger than a result may be. */
        RESULT_TOO_LARGE,
        /** The result could not be written as JSON. */
        RESULT_NOT_JSON,
        /** The worker died or was cut off while running the last attempt. */
        WORKER_LOST,
        /** It was not started within expiresIn. */
        EXPIRED,
        /** It was cancelled on request. */
        CANCELLED
    }

    public TaskError {
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, MAX_MESSAGE - 1) + '…';
        }
    }

    /** Writes the error as it stands in Redis: the kind, a space, the message. */
    public String encoded() {
        return kind + " " + message;
    }

    /** Reads what {@link #encoded()} wrote. */
    public static TaskError decode(String encoded) {
        var at = encoded.indexOf(' ');
        return new TaskError(Kind.valueOf(encoded.substring(0, at)), encoded.substring(at + 1));
    }
}
