package io.dayshift.common.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One verb as a Lua script, {@code redis/<verb>.lua}. Its header declares KEYS and ARGV, and every call is checked
 * against it. The parts that the header names after {@code uses} are put in front of the script's own lines.
 *
 * @param keys how many KEYS a call has; at least that many when the last is declared with a plus sign
 * @param arguments how many ARGV a call has; at least that many when the last is declared with a plus sign
 */
record Script(
        String verb, String source, String sha, int keys, boolean moreKeys, int arguments, boolean moreArguments) {

    private static final Pattern USES = Pattern.compile("(?m)^-- uses (.+)$");
    private static final Pattern KEY = Pattern.compile("(?m)^-- KEYS\\[(\\d+)(\\+?)]");
    private static final Pattern ARGUMENT = Pattern.compile("(?m)^-- ARGV\\[(\\d+)(\\+?)]");

    static Script load(String verb) {
        var own = read(verb);
        var firstLine = own.substring(0, own.indexOf('\n') + 1);
        return of(verb, firstLine + parts(own) + own.substring(firstLine.length()));
    }

    /** A script with that source, whose header is in it. */
    static Script of(String verb, String source) {
        var keys = Declared.by(KEY, source);
        var arguments = Declared.by(ARGUMENT, source);
        return new Script(verb, source, sha1(source), keys.fixed(), keys.more(), arguments.fixed(), arguments.more());
    }

    /** Refuses a call that does not fit the header; a programming error. */
    void check(List<String> givenKeys, List<String> givenArguments) {
        if (givenKeys.size() < keys
                || (givenKeys.size() > keys && !moreKeys)
                || givenArguments.size() < arguments
                || (givenArguments.size() > arguments && !moreArguments)) {
            throw new IllegalArgumentException("%s.lua takes %d KEYS and %d ARGV, not %d and %d"
                    .formatted(verb, keys, arguments, givenKeys.size(), givenArguments.size()));
        }
    }

    private static String parts(String source) {
        var parts = new StringBuilder();
        var uses = USES.matcher(source);
        if (uses.find()) {
            for (var part : uses.group(1).split(", ")) {
                parts.append(read("lib/" + part));
            }
        }
        return parts.toString();
    }

    private static String read(String name) {
        var path = "/redis/" + name + ".lua";
        try (var in = Script.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no script " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String source) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** What the header says of KEYS or ARGV: a number, or with a plus sign that many less one, and more. */
    private record Declared(int fixed, boolean more) {

        static Declared by(Pattern form, String header) {
            return form.matcher(header)
                    .results()
                    .reduce((first, last) -> last)
                    .map(last -> {
                        var more = !last.group(2).isEmpty();
                        return new Declared(Integer.parseInt(last.group(1)) - (more ? 1 : 0), more);
                    })
                    .orElse(new Declared(0, false));
        }
    }
}
