package io.dayshift.common.message;

import org.jspecify.annotations.Nullable;

/** Body of {@code POST /shutdown}: how a worker is to leave. Without a body it drains and cleans up. */
public record ShutdownRequest(@Nullable Mode mode, @Nullable Boolean cleanUp) {

    /** What becomes of the tasks that the worker runs. */
    public enum Mode {
        /** They finish. */
        DRAIN,
        /** They are interrupted and handed back. */
        NOW
    }

    /** What is meant when nothing is said. */
    public static final ShutdownRequest DEFAULT = new ShutdownRequest(Mode.DRAIN, true);

    /** The same with what was left out filled in. */
    public ShutdownRequest orDefault() {
        return new ShutdownRequest(mode == null ? Mode.DRAIN : mode, cleanUp == null || cleanUp);
    }
}
