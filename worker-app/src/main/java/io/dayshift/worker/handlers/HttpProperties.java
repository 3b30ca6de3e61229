package io.dayshift.worker.handlers;

import io.dayshift.common.net.Networks;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the {@code http} handler may do.
 *
 * @param allowedNetworks networks that it may call besides public addresses, such as {@code 10.1.0.0/16}
 * @param maxResponse longest body of an answer
 * @param timeout from the call to the last byte of the answer, redirects included
 */
@ConfigurationProperties("dayshift.worker.http")
record HttpProperties(
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue("256KB") DataSize maxResponse,
        @DefaultValue("1m") Duration timeout) {

    HttpProperties {
        try {
            Networks.of(allowedNetworks);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dayshift.worker.http.allowed-networks: " + e.getMessage(), e);
        }
    }
}
