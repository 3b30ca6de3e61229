package io.dayshift.common.worker;

/**
 * One registration of one worker. Together with a task's attempt it is the fencing token.
 *
 * @param session a random id, new for each registration
 */
public record WorkerSession(String workerId, String session) {

    /** As it stands in a line of the log. */
    public String toLog() {
        return "worker=" + workerId + " session=" + session;
    }
}
