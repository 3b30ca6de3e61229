package io.dayshift.common.message;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Answer to {@code POST /assign}.
 *
 * @param workIsGiven whether the worker will look into its queue
 * @param queued tasks it knows to be in its queue
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AssignResponse(boolean workIsGiven, long queued) {}
