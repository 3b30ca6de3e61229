package io.dayshift.worker.system;

import io.dayshift.common.task.Names;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
@ConfigurationProperties("dayshift.worker")
public record WorkerProperties(
        @Nullable String id,
        @DefaultValue("http://127.0.0.1:8080") List<URI> managerUrls,
        @Nullable URI address,
        @Nullable Integer capacity,
        @DefaultValue Map<String, String> labels,
        @DefaultValue("25s") Duration drainTimeout) {

    private static final int MOST_CAPACITY = 1024;

    public WorkerProperties {
        if (id != null) {
            Names.require("dayshift.worker.id", id);
        }
        if (managerUrls.isEmpty()) {
            throw new IllegalArgumentException("dayshift.worker.manager-urls must name a manager");
        }
        if (capacity != null && (capacity < 1 || capacity > MOST_CAPACITY)) {
            throw new IllegalArgumentException("dayshift.worker.capacity must be 1 to " + MOST_CAPACITY);
        }
    }
}
