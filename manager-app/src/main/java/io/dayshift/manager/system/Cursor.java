package io.dayshift.manager.system;

import io.dayshift.common.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the next page of one list begins; bound to that list, so that it cannot be used for another. */
public final class Cursor {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (.*)", Pattern.DOTALL);

    private Cursor() {}

    public static String write(long place, String list) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((place + " " + list).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a cursor of that list; empty for the first page. */
    public static OptionalLong read(@Nullable String cursor, String list) {
        if (cursor == null) {
            return OptionalLong.empty();
        }
        try {
            var match = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (match.matches() && match.group(2).equals(list)) {
                return OptionalLong.of(Long.parseLong(match.group(1)));
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static Problem refused() {
        return Problem.unreadable(
                        "The cursor is not one that this list gave out; begin again without one.",
                        List.of(new Problem.Fault("cursor", "is not one of this list")))
                .named("bad-cursor");
    }
}
