package io.dayshift.common.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;

/** The tokens of the properties and of the directory, such as a mounted Secret; those of the latter may change any time. */
final class Tokens {

    private static final Logger log = LoggerFactory.getLogger(Tokens.class);
    private static final long LARGEST_FILE = 64 * 1024;

    private final Role own;
    private final Map<Role, List<Token>> configured;
    private final @Nullable Path directory;
    private Map<Role, List<Token>> read = Map.of();
    private volatile TokenRing ring;

    /**
     * Reads them all; throws {@link InsecureException} when one cannot be used.
     *
     * @param own role whose tokens are kept in plain, since one of them is shown to others
     */
    Tokens(SecurityProperties properties, Role own) {
        this.own = own;
        this.directory = properties.tokenDirectory();
        this.configured = new EnumMap<>(Role.class);
        for (var role : Role.values()) {
            var place = "dayshift.security.tokens." + role.property();
            configured.put(role, kept(role, SecurityProperties.of(role, properties.tokens()), place));
        }
        this.ring = new TokenRing(configured, own);
        if (directory != null) {
            readAgain(directory);
        }
    }

    /** Who bears that token; null when it is not one of ours. */
    @Nullable
    Authentication bearerOf(String text) {
        return ring.bearerOf(text);
    }

    /** The token to show to others, if there is one: the first of the own role that is given in plain. */
    Optional<String> toShow() {
        return ring.toShow();
    }

    /** Whether there are tokens of the own role, but none that can be shown. */
    boolean haveNoneToShow() {
        return ring.hasNoneToShow();
    }

    boolean canChange() {
        return directory != null;
    }

    /** Takes what the directory has now; when that cannot be used throws, and what was read before goes on being used. */
    void readAgain() {
        if (directory != null) {
            readAgain(directory);
        }
    }

    private void readAgain(Path folder) {
        var fresh = read(folder);
        if (fresh.equals(read) && !ring.isEmpty()) {
            return;
        }
        var all = new EnumMap<Role, List<Token>>(Role.class);
        for (var role : Role.values()) {
            all.put(
                    role,
                    Stream.concat(
                                    configured.getOrDefault(role, List.of()).stream(),
                                    fresh.getOrDefault(role, List.of()).stream())
                            .toList());
        }
        var next = new TokenRing(all, own);
        if (next.isEmpty()) {
            throw new InsecureException("dayshift.security.token-directory has no file named after a role ("
                    + Role.names() + ") with a token in it: " + folder + ".");
        }
        read = fresh;
        ring = next;
        log.info("event=tokens-read roles={}", fresh.keySet());
    }

    private Map<Role, List<Token>> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InsecureException("dayshift.security.token-directory is no directory: " + folder + ".");
        }
        var tokens = new EnumMap<Role, List<Token>>(Role.class);
        for (var role : Role.values()) {
            var file = folder.resolve(role.property());
            if (Files.exists(file)) {
                tokens.put(role, kept(role, lines(file), file.toString()));
            }
        }
        return tokens;
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new InsecureException(file + " is too large for a file of tokens; put one token on a line.");
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new InsecureException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + "); let this service read it.");
        }
    }

    private List<Token> kept(Role role, List<String> values, String place) {
        var tokens = tokens(values, place);
        return role == own
                ? tokens
                : tokens.stream().<Token>map(Token::digested).toList();
    }

    private static List<Token> tokens(List<String> values, String place) {
        var tokens = new ArrayList<Token>();
        for (var value : values) {
            for (var text : value.split(",", -1)) {
                if (!text.isBlank()) {
                    tokens.add(Token.read(text.strip(), place));
                }
            }
        }
        return tokens;
    }
}
