package io.dayshift.manager.system;

import io.dayshift.common.net.Networks;
import io.dayshift.common.net.Ports;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a manager works.
 *
 * @param probeTimeout how long a worker may take to answer a bell or a question about its health
 * @param aheadFor work that a busy worker is given ahead, as time it takes to get through it
 * @param workerNetworks networks that workers are called in; when empty, this machine alone while the manager itself serves
 *     nobody else, else the private networks
 * @param workerPorts ports that workers are called at, such as {@code 8081} or {@code 8081-8089}; when empty, every port
 */
@ConfigurationProperties("dayshift.manager")
public record ManagerProperties(
        @DefaultValue("500ms") Duration probeTimeout,
        @DefaultValue("1s") Duration aheadFor,
        @DefaultValue List<String> workerNetworks,
        @DefaultValue List<String> workerPorts) {

    public ManagerProperties {
        try {
            Networks.of(workerNetworks);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dayshift.manager.worker-networks: " + e.getMessage(), e);
        }
        try {
            Ports.of(workerPorts);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dayshift.manager.worker-ports: " + e.getMessage(), e);
        }
    }
}
