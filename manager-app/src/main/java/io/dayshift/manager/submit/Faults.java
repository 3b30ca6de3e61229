package io.dayshift.manager.submit;

import io.dayshift.common.web.Problem;
import java.util.ArrayList;
import java.util.List;

/** Gathers everything that is wrong with one body, so that its sender hears of it all at once. */
final class Faults {

    /** Most faults that are listed; a body with more is wrong in kind, not in places. */
    private static final int MOST = 100;

    private final List<Problem.Fault> faults = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();
    private boolean unreadable;
    private int index;

    /** Says which task of a batch the next faults belong to. */
    void at(int task) {
        index = task;
    }

    /** Notes what cannot be read: 400. */
    void unreadable(String field, String message) {
        unreadable = true;
        add(field, message);
    }

    /** Notes what can be read but not accepted: 422. */
    void unacceptable(String field, String message) {
        add(field, message);
    }

    private void add(String field, String message) {
        if (faults.size() < MOST) {
            faults.add(new Problem.Fault(index, field, message));
        }
        indexes.add(index);
    }

    /** Throws for a single task when anything is wrong. */
    void refuseTask() {
        if (faults.isEmpty()) {
            return;
        }
        var plain = faults.stream()
                .map(fault -> new Problem.Fault(fault.field(), fault.message()))
                .toList();
        var detail = "The task was not accepted; nothing was stored. See errors for each field.";
        throw unreadable ? Problem.unreadable(detail, plain) : Problem.unacceptable(detail, plain);
    }

    /** Throws for a batch when anything is wrong with any of its tasks. */
    void refuseBatch() {
        if (!faults.isEmpty()) {
            var wrong = indexes.stream().distinct().count();
            throw Problem.unacceptable(
                    wrong + " of the tasks are not acceptable, so none was stored. See errors for each index.", faults);
        }
    }
}
