package io.dayshift.common.task;

/** The one form of names: task types, queues, worker ids and label keys. */
public final class Names {

    /** The form as a regular expression; safe in Redis keys, URLs and metric tags. */
    public static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** What to tell somebody whose name is refused. */
    public static final String RULE =
            "must be 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-', beginning with a letter or a digit";

    private static final int LONGEST = 64;

    private Names() {}

    public static boolean isName(String text) {
        var fits = !text.isEmpty() && text.length() <= LONGEST && isLetterOrDigit(text.charAt(0));
        for (var i = 1; fits && i < text.length(); i++) {
            var c = text.charAt(i);
            fits = isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
        }
        return fits;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Returns the text if it is a name, else says that this is none. */
    public static String require(String what, String text) {
        if (!isName(text)) {
            throw new IllegalArgumentException(what + " " + RULE);
        }
        return text;
    }
}
