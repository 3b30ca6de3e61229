package io.dayshift.common.handler;

import org.jspecify.annotations.Nullable;

/**
 * Does the tasks of one type. Workers find every implementation in the jars of their {@code handlers} folder and make a
 * Spring bean of it; one instance serves all tasks, several at a time.
 */
public interface TaskHandler {

    /** The task type that this handler does; a name as in {@code "type": "invoice"}. */
    String type();

    /**
     * Does one attempt of one task. A task may be run more than once (after a crash, for example), so let the effect of
     * a second run be the same as that of one.
     *
     * @return the result, written as JSON: a record, map, list, string, number, {@code null}, or
     *     {@link io.dayshift.common.task.Json} for text that is JSON already
     * @throws TaskRejectedException when no further attempt can help
     * @throws InterruptedException when interrupted: the task was cancelled, timed out or is handed back
     * @throws Exception to have the attempt counted as failed and the task retried after its backoff
     */
    @Nullable
    Object handle(TaskRun task) throws Exception;
}
