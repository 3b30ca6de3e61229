package io.dayshift.manager.system;

import io.dayshift.common.net.Networks;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where workers may be. Managers call workers at the address that those give, and show them the token of managers; so
 * nobody is admitted at any other address, and none is called, whatever a name means by then.
 */
public record WorkerNetworks(Networks networks) {

    static final String OUTSIDE =
            "must be in the networks that workers may be in (dayshift.manager.worker-networks of the" + " manager)";
    static final String UNKNOWN = "must have a host that the manager can look up";

    /**
     * The networks that are configured; when none is, this machine alone while the manager itself serves nobody else, else
     * the private networks.
     *
     * @param served the address that the manager serves; null for all
     */
    public static WorkerNetworks of(List<String> configured, @Nullable InetAddress served) {
        if (!configured.isEmpty()) {
            return new WorkerNetworks(Networks.of(configured));
        }
        var usual = served != null && served.isLoopbackAddress() ? Networks.LOOPBACK : Networks.PRIVATE;
        return new WorkerNetworks(Networks.of(usual));
    }

    /** What is wrong with an address, if anything is. Looks its name up and calls nobody. */
    public Optional<String> fault(URI address) {
        try {
            return networks.containHost(address.getHost()) ? Optional.empty() : Optional.of(OUTSIDE);
        } catch (UnknownHostException e) {
            return Optional.of(UNKNOWN);
        }
    }
}
