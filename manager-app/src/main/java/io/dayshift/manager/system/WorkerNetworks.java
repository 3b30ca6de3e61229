package io.dayshift.manager.system;

import io.dayshift.common.net.Networks;
import io.dayshift.common.net.OutsideException;
import io.dayshift.common.net.Ports;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where workers may be. Managers call workers at the address that those give, and show them the token of managers; so
 * nobody is admitted at any other address, and none is called, whatever a name means by then.
 *
 * @param ports at any address in the networks
 */
public record WorkerNetworks(Networks networks, Ports ports) {

    static final String OUTSIDE =
            "must be in the networks that workers may be in (dayshift.manager.worker-networks of the manager)";
    static final String OTHER_PORT = "must have a port that workers may listen at (dayshift.manager.worker-ports of the"
            + " manager): start the worker with such a server.port, or add its port there";
    static final String UNKNOWN = "must have a host that the manager can look up";

    /**
     * The networks that are configured; when none is, this machine alone while the manager itself serves nobody else, else
     * the private networks.
     *
     * @param served the address that the manager serves; null for all
     */
    public static WorkerNetworks of(ManagerProperties properties, @Nullable InetAddress served) {
        var ports = Ports.of(properties.workerPorts());
        if (!properties.workerNetworks().isEmpty()) {
            return new WorkerNetworks(Networks.of(properties.workerNetworks()), ports);
        }
        var usual = served != null && served.isLoopbackAddress() ? Networks.LOOPBACK : Networks.PRIVATE;
        return new WorkerNetworks(Networks.of(usual), ports);
    }

    /** What is wrong with an address, if anything is. Looks its name up and calls nobody. */
    public Optional<String> fault(URI address) {
        if (!ports.containPortOf(address)) {
            return Optional.of(OTHER_PORT);
        }
        try {
            return networks.containHost(address.getHost()) ? Optional.empty() : Optional.of(OUTSIDE);
        } catch (UnknownHostException e) {
            return Optional.of(UNKNOWN);
        }
    }

    /**
     * Sees to it that a call goes to such a port: an address that is kept may be older than the configuration.
     *
     * @throws OutsideException when it does not
     */
    public void requirePort(URI address) throws OutsideException {
        if (!ports.containPortOf(address)) {
            throw new OutsideException("the address has no port in dayshift.manager.worker-ports; nothing was sent");
        }
    }
}
