package io.dayshift.common.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** What the bearer of a token may do. */
public enum Role {
    /** Hand in tasks and read them. */
    SUBMIT,
    /** Read everything under /v1. */
    READ,
    /** All of /v1: also cancel and retry, drain and shut down. */
    OPERATE,
    /** Register as a worker. */
    WORKER,
    /** Ring a worker's bell, ask for its health and send it home. */
    MANAGER,
    /** Read the actuator beyond the open health groups. */
    MONITOR;

    /** What Spring Security knows it by. */
    String authority() {
        return "ROLE_" + this;
    }

    /** As it is written in properties. */
    public String property() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The roles of somebody; none of nobody. */
    public static Set<Role> of(@Nullable Authentication known) {
        if (known == null) {
            return Set.of();
        }
        var held = known.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        return Stream.of(values())
                .filter(role -> held.contains(role.authority()))
                .collect(Collectors.toSet());
    }

    /** The role of that name, in any case. */
    static Optional<Role> named(String name) {
        return Stream.of(values())
                .filter(role -> role.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The names as they are written in properties. */
    static String names() {
        return Stream.of(values()).map(Role::property).collect(Collectors.joining(", "));
    }
}
