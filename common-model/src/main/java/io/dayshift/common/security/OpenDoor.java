package io.dayshift.common.security;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to serve other machines while nothing tells callers apart. */
@Component
final class OpenDoor {

    private final Environment environment;
    private final ServerProperties server;
    private final ObjectProvider<ManagementServerProperties> management;

    OpenDoor(Environment environment, ServerProperties server, ObjectProvider<ManagementServerProperties> management) {
        this.environment = environment;
        this.server = server;
        this.management = management;
    }

    /** Throws when the service, or the actuator on a port of its own, is to listen on more than a loopback address. */
    void check() {
        check("server.address", server.getAddress());
        if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            management.ifAvailable(own -> check("management.server.address", own.getAddress()));
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
