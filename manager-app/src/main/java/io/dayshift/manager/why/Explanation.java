package io.dayshift.manager.why;

import io.dayshift.common.task.TaskState;
import java.util.List;

/** Why a task is where it is. */
record Explanation(TaskState state, List<Reason> reasons) {

    /** One reason, for programs and for people. */
    record Reason(Code code, String message) {}

    /** What kind of reason it is. */
    enum Code {
        NO_WORKER_FOR_TYPE,
        NO_WORKER_WITH_LABELS,
        ALL_WORKERS_BUSY,
        WORKERS_DRAINING,
        WAITING_FOR_DUE_TIME,
        BACKING_OFF,
        WORKER_AWAY,
        AHEAD_IN_QUEUE,
        ABOUT_TO_BE_ASSIGNED,
        RUNNING_ON_WORKER,
        ENDED
    }
}
