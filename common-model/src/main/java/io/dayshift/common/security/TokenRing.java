package io.dayshift.common.security;

import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** All tokens at one time: who bears each, and the one that is shown to others. */
final class TokenRing {

    private final List<byte[]> digests;

    /** Whose each digest is, in the same order. */
    private final List<Authentication> bearers;

    private final BiPredicate<byte[], byte[]> comparison;
    private final Optional<String> shown;
    private final boolean hasNoneToShow;

    /**
     * Builds it.
     *
     * @param own role whose first plain token is shown
     */
    TokenRing(Map<Role, List<Token>> tokens, Role own) {
        this(tokens, own, MessageDigest::isEqual);
    }

    /**
     * Builds it for a test, which looks at what is compared.
     *
     * @param comparison of the digest of a token and that of what is shown
     */
    TokenRing(Map<Role, List<Token>> tokens, Role own, BiPredicate<byte[], byte[]> comparison) {
        this.comparison = comparison;
        var roles = new TreeMap<String, EnumSet<Role>>();
        tokens.forEach((role, all) ->
                all.forEach(token -> roles.computeIfAbsent(token.digest(), digest -> EnumSet.noneOf(Role.class))
                        .add(role)));
        this.digests =
                roles.keySet().stream().map(hex -> HexFormat.of().parseHex(hex)).toList();
        this.bearers = roles.entrySet().stream()
                .map(token -> Identity.of(name(token.getKey()), token.getValue()))
                .toList();
        var candidates = tokens.getOrDefault(own, List.of());
        this.shown = candidates.stream()
                .filter(Token.Plain.class::isInstance)
                .map(Token.Plain.class::cast)
                .map(Token.Plain::text)
                .findFirst();
        this.hasNoneToShow = shown.isEmpty() && !candidates.isEmpty();
    }

    /** Eight digits tell tokens apart, and are too few to find one by. */
    private static String name(String digest) {
        return "token " + digest.substring(0, 8);
    }

    /** Compares with every token in full, so that the time it takes tells nothing about them; null for a stranger's. */
    @Nullable
    Authentication bearerOf(String text) {
        var digest = Token.sha256(text);
        Authentication bearer = null;
        for (var i = 0; i < digests.size(); i++) {
            if (comparison.test(digests.get(i), digest)) {
                bearer = bearers.get(i);
            }
        }
        return bearer;
    }

    /** The first plain token of the own role. */
    Optional<String> toShow() {
        return shown;
    }

    /** Whether there are tokens of the own role, but only digests. */
    boolean hasNoneToShow() {
        return hasNoneToShow;
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }
}
