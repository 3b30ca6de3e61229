package io.dayshift.common.message;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Answer to {@code POST /shutdown}.
 *
 * @param state always DRAINING
 * @param running tasks the worker still runs
 * @param returned unstarted tasks that it gave back
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ShutdownResponse(String workerId, String state, long running, long returned) {}
