package io.dayshift.common.task;

/**
 * A JSON value as the exact text that was given: never decoded and encoded again, so numbers, spaces and escapes stay
 * as they are.
 *
 * @param text one valid JSON value
 */
public record Json(String text) {

    /** The value null. */
    public static final Json NULL = new Json("null");

    /** Most bytes of UTF-8 that a payload or a result may have: 256 KiB. */
    public static final int MAX_BYTES = 256 * 1024;

    /** Tells whether the text has more bytes of UTF-8 than a payload or a result may have. */
    public boolean isTooLarge() {
        // A UTF-16 unit becomes three bytes at most, so counting is seldom needed.
        return text.length() > MAX_BYTES || (text.length() * 3 > MAX_BYTES && bytes() > MAX_BYTES);
    }

    private long bytes() {
        return text.codePoints()
                .mapToLong(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                .sum();
    }

    @Override
    public String toString() {
        return text;
    }
}
