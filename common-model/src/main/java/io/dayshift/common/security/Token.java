package io.dayshift.common.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** A token as it is configured: in plain, or only as its digest by who has but to know it again. */
sealed interface Token {

    /** SHA-256 of the token in UTF-8, hexadecimal and lower-cased. */
    String digest();

    /** The same as who has but to know it again keeps it. */
    default Digested digested() {
        return new Digested(digest());
    }

    /** One that can be shown to others. */
    record Plain(String text) implements Token {

        @Override
        public String digest() {
            return HexFormat.of().formatHex(sha256(text));
        }

        @Override
        public String toString() {
            return "a token";
        }
    }

    /** One that can only be known again. */
    record Digested(String digest) implements Token {}

    int SHORTEST = 16;
    String DIGEST_PREFIX = "sha256:";
    Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

    /** Printable ASCII without the space, and without the comma, which parts one token from the next. */
    Pattern PLAIN = Pattern.compile("[\\x21-\\x2b\\x2d-\\x7e]{" + SHORTEST + ",}");

    /**
     * Reads one as it is configured.
     *
     * @param place where it stands, for the person who has to mend it
     */
    static Token read(String text, String place) {
        if (text.startsWith(DIGEST_PREFIX)) {
            var hex = text.substring(DIGEST_PREFIX.length());
            if (!DIGEST.matcher(hex).matches()) {
                throw new InsecureException(
                        place + " has a digest that is not sha256: and 64 hexadecimal digits; take it from sha256sum.");
            }
            return new Digested(hex.toLowerCase(Locale.ROOT));
        }
        if (!PLAIN.matcher(text).matches()) {
            throw new InsecureException(place + " must be at least " + SHORTEST
                    + " printable ASCII characters without spaces and commas, each of its tokens.");
        }
        return new Plain(text);
    }

    /** What is compared: digests are of one length, whatever the token's. */
    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
