package io.dayshift.systemtests.faults.history;

import java.util.List;

/** Something that one of the recorders saw. Times are the machine's monotonic clock in nanoseconds. */
public sealed interface Event {

    long at();

    /** What a caller knows of a call. */
    enum Outcome {
        /** It took effect. */
        OK,
        /** It was refused and must have had no effect. */
        FAIL,
        /** No answer, or one that leaves it open. */
        INFO
    }

    /**
     * The driver handed tasks in.
     *
     * @param until when the answer came, or the hope of one was given up
     * @param numbers of the tasks, each given once by the driver
     * @param keys idempotency keys in the same order; empty when there are none
     * @param manager that was asked
     * @param status 0 when no answer came
     * @param problem why no answer came, or what one of 500 and above said; empty otherwise
     * @param replayed whether some of them were there already
     * @param ids in the same order; empty unless the outcome is OK
     * @param ended final state that the answer showed; empty when it showed none
     */
    record Submitted(
            long at,
            long until,
            int client,
            String manager,
            List<Long> numbers,
            List<String> keys,
            Outcome outcome,
            int status,
            String problem,
            boolean replayed,
            List<String> ids,
            String ended)
            implements Event {}

    /**
     * The driver cancelled a task.
     *
     * @param manager that was asked
     * @param state what the answer showed; empty without an answer
     * @param started whether the answer showed that it had been started
     */
    record Cancelled(
            long at, long until, String manager, String id, Outcome outcome, int status, String state, boolean started)
            implements Event {}

    /** What a run of a task did. */
    enum Deed {
        START,
        END,
        FAILED,
        INTERRUPTED
    }

    /**
     * A handler did something, as its own log outside of Redis has it.
     *
     * @param token grows with every run of the task
     */
    record Effect(long at, Deed deed, String id, long token, String worker) implements Event {}

    /**
     * A worker was answered on a finish that it reported.
     *
     * @param token of the run that finished
     * @param verdict as the store names it
     */
    record Finished(long at, String verb, String id, long token, String worker, String session, String verdict)
            implements Event {}

    /**
     * The nemesis did something.
     *
     * @param until when it was mended
     * @param length in ms, as planned
     * @param mayCostRuns whether what the target ran may be run again because of it
     */
    record Disturbed(long at, long until, String kind, String target, long length, boolean mayCostRuns)
            implements Event {}
}
