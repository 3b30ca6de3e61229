package io.dayshift.common.store;

import io.dayshift.common.task.Task;
import java.util.List;
import java.util.OptionalLong;

/**
 * One page of tasks, newest first, without payloads and results.
 *
 * @param next rank that the next page starts below; empty on the last page
 */
public record TaskPage(List<Task> tasks, OptionalLong next) {}
