package io.dayshift.worker.handlers;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the {@code command} handler may do.
 *
 * @param allowed programs it may run, as they are written in the payload; empty switches the handler off
 * @param environment names of variables of the worker's environment that programs get besides {@code PATH} and the like
 */
@ConfigurationProperties("dayshift.worker.command")
record CommandProperties(
        @DefaultValue Set<String> allowed, @DefaultValue Set<String> environment) {}
