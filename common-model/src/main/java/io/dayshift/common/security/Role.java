package io.dayshift.common.security;

/** What the bearer of a token may do. */
public enum Role {
    /** Hand in tasks and read them. */
    SUBMIT,
    /** Read everything under /v1. */
    READ,
    /** All of /v1: also cancel and retry, drain and shut down. */
    OPERATE,
    /** Register as a worker. */
    WORKER,
    /** Ring a worker's bell, ask for its health and send it home. */
    MANAGER,
    /** Read the actuator beyond the open health groups. */
    MONITOR
}
