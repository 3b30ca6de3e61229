package io.dayshift.common.security;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** All tokens at one time: who bears each, and the one of each role that is shown to others. */
final class TokenRing {

    private final List<byte[]> digests;

    /** Whose each digest is, in the same order. */
    private final List<Authentication> bearers;

    private final Map<Role, String> shown = new EnumMap<>(Role.class);
    private final Set<Role> digested = EnumSet.noneOf(Role.class);

    TokenRing(Map<Role, List<Token>> tokens) {
        var roles = new TreeMap<String, EnumSet<Role>>();
        tokens.forEach((role, own) -> own.forEach(token -> {
            roles.computeIfAbsent(token.digest(), digest -> EnumSet.noneOf(Role.class))
                    .add(role);
            switch (token) {
                case Token.Plain(var text) -> shown.putIfAbsent(role, text);
                case Token.Digested _ -> digested.add(role);
            }
        }));
        this.digests =
                roles.keySet().stream().map(hex -> HexFormat.of().parseHex(hex)).toList();
        this.bearers = roles.entrySet().stream()
                .map(token -> Identity.of(name(token.getKey()), token.getValue()))
                .toList();
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
            if (MessageDigest.isEqual(digests.get(i), digest)) {
                bearer = bearers.get(i);
            }
        }
        return bearer;
    }

    /** The first plain token of that role. */
    Optional<String> toShow(Role role) {
        return Optional.ofNullable(shown.get(role));
    }

    boolean hasOnlyDigests(Role role) {
        return digested.contains(role) && !shown.containsKey(role);
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }
}
