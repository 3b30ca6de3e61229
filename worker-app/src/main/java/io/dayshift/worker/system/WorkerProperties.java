package io.dayshift.worker.system;

import io.dayshift.common.task.Names;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a worker works.
 *
 * @param id names its station; random when not given, so give one to find the station again after a restart
 * @param managerUrls tried in turn
 * @param address where managers reach it; derived from the server's address and port when not given
 * @param capacity tasks it runs at a time; twice the cores when not given
 * @param labels matched against what tasks require
 * @param drainTimeout how long running tasks may take to finish when the process is told to stop; then they are
 *     interrupted and handed back
 */
@Validated
@ConfigurationProperties("dayshift.worker")
public record WorkerProperties(
        @Nullable @Pattern(regexp = Names.FORM, message = Names.RULE)
        String id,

        @DefaultValue("http://127.0.0.1:8080") @NotEmpty List<URI> managerUrls,
        @Nullable URI address,
        @Nullable @Min(1) @Max(1024) Integer capacity,
        @DefaultValue Map<String, String> labels,
        @DefaultValue("25s") Duration drainTimeout) {}
