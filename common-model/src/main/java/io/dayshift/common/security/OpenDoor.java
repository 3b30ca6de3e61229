package io.dayshift.common.security;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;

/** Refuses to serve other machines while nothing tells callers apart. */
final class OpenDoor {

    private OpenDoor() {}

    /** Throws when the service, or the actuator on a port of its own, is to listen on more than a loopback address. */
    static void check(
            Environment environment, ServerProperties server, @Nullable ManagementServerProperties management) {
        check("server.address", server.getAddress());
        if (management != null && ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            check("management.server.address", management.getAddress());
        }
    }

    private static void check(String property, @Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new InsecureException(
                    "No tokens are set, so everybody who reaches this service could use it, and it is to"
                            + " serve other machines as well (" + property + " is "
                            + (address == null ? "empty" : address.getHostAddress()) + ").");
        }
    }
}
