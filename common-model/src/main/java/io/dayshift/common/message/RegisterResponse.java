package io.dayshift.common.message;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;

/**
 * Answer to {@code POST /register}.
 *
 * @param lease how long the worker may be silent
 * @param renewEvery how often it should renew
 * @param peers the other workers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RegisterResponse(String workerId, String session, Duration lease, Duration renewEvery, List<Peer> peers) {

    /** Another worker of the crew. */
    public record Peer(String workerId, String address) {}
}
