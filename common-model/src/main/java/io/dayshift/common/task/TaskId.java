package io.dayshift.common.task;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Names one task for life: a UUID of version 7, so that ids sort by the time they were made. */
public record TaskId(String value) {

    private static final String FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    private static final int COMPACT_LENGTH = 22;
    private static final Base64.Encoder COMPACT = Base64.getUrlEncoder().withoutPadding();

    public TaskId {
        if (!isId(value)) {
            throw new IllegalArgumentException("a task id is a UUID in lower case");
        }
    }

    /** Reads an id that came from outside; empty when it cannot be the id of any task. */
    public static Optional<TaskId> read(String text) {
        return isId(text) ? Optional.of(new TaskId(text)) : Optional.empty();
    }

    /** Reads an id from the form that {@link #compact} gives it; empty when it is none. */
    public static Optional<TaskId> readCompact(String text) {
        if (text.length() != COMPACT_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            return Optional.of(new TaskId(new UUID(bytes.getLong(), bytes.getLong()).toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same 128 bits in 22 characters (base64url), for where every task's id stands several times. */
    public String compact() {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(bits(0, 8) << 32 | bits(9, 13) << 16 | bits(14, 18))
                .putLong(bits(19, 23) << 48 | bits(24, 36));
        return new String(COMPACT.encode(bytes.array()), StandardCharsets.ISO_8859_1);
    }

    private long bits(int from, int to) {
        return HexFormat.fromHexDigitsToLong(value, from, to);
    }

    /** Without a regular expression, as every id is looked at several times on its way. */
    private static boolean isId(String text) {
        var fits = text.length() == FORM.length();
        for (var i = 0; fits && i < FORM.length(); i++) {
            var c = text.charAt(i);
            fits = FORM.charAt(i) == '-' ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return fits;
    }

    @Override
    public String toString() {
        return value;
    }
}
