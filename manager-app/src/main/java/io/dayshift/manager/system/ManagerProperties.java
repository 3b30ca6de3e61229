package io.dayshift.manager.system;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a manager works.
 *
 * @param probeTimeout how long a worker may take to answer a bell or a question about its health
 * @param aheadFor work that a busy worker is given ahead, as time it takes to get through it
 */
@ConfigurationProperties("dayshift.manager")
public record ManagerProperties(
        @DefaultValue("500ms") Duration probeTimeout,
        @DefaultValue("1s") Duration aheadFor) {}
