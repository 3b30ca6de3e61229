package io.dayshift.common.task;

/**
 * How far a running task is, as its handler says.
 *
 * @param percent 0 to 100
 * @param message may be empty; at most 200 characters are kept
 */
public record Progress(int percent, String message) {

    private static final int MAX_MESSAGE = 200;

    public Progress {
        percent = Math.clamp(percent, 0, 100);
        message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    }

    /** Writes the progress as it stands in Redis: the percentage, a space, the message. */
    public String encoded() {
        return percent + " " + message;
    }

    /** Reads what {@link #encoded()} wrote. */
    public static Progress decode(String encoded) {
        var at = encoded.indexOf(' ');
        return new Progress(Integer.parseInt(encoded.substring(0, at)), encoded.substring(at + 1));
    }
}
