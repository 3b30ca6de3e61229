package io.dayshift.common.store;

/** What happens to an accepted task when Redis, or its machine, dies the next moment. */
public enum Durability {
    /** Nothing: it is on the disk ({@code appendfsync always}). */
    STRONG,
    /**
     * It may be lost with up to about two seconds of others ({@code appendfsync everysec}), or with what a replica did not
     * have yet that becomes the master (replicas, and nobody waits for them).
     */
    BOUNDED,
    /** It may be lost, with any number of others: there is no append-only file, or nobody syncs it. */
    NONE,
    /** Redis does not say, as with servers that are run by others or do not allow {@code CONFIG GET}. */
    UNKNOWN
}
