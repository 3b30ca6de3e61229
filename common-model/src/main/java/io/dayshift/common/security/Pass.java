package io.dayshift.common.security;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Lets callers past the chain of filters to one place of which the chain is known to let them in. It says yes only where the
 * chain would; whatever is not plain is left to the chain, which also words the refusals.
 */
public final class Pass {

    private final Callers callers;
    private final boolean open;
    private final Set<String> authorities;

    /** A pass to what one rule names. */
    Pass(Callers callers, boolean open, AccessRule rule) {
        this.callers = callers;
        this.open = open;
        this.authorities = Stream.of(rule.authorities()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Somebody whom the chain would let in.
     *
     * @param known what he has shown; null when nobody is asked who he is
     */
    public record Guest(@Nullable Authentication known) {}

    /** Lets in whom the chain would, as far as can be told at once; null means: ask the chain. */
    public @Nullable Guest admit(Shown shown) {
        if (shown.origin() != null) {
            return null;
        }
        if (open) {
            return shown.host() != null && PageFilter.isLoopback(shown.host()) ? new Guest(null) : null;
        }
        var caller = caller(shown);
        return caller != null && mayCall(caller) ? new Guest(caller) : null;
    }

    /**
     * The headers that the chain writes into every answer.
     *
     * @param secure whether the answer goes by TLS
     */
    public Map<String, String> headers(boolean secure) {
        return secure ? SafeHeaders.BY_TLS : SafeHeaders.PLAIN;
    }

    private @Nullable Authentication caller(Shown shown) {
        try {
            return callers.of(shown);
        } catch (RuntimeException e) {
            // Whatever it is, the chain asks again and answers.
            return null;
        }
    }

    private boolean mayCall(Authentication caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(authorities::contains);
    }
}
