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
    private Kind kind = Kind.UNACCEPTABLE;
    private boolean shapeless;
    private int index;

    /** How bad it is; the worst decides about the status. */
    private enum Kind {
        UNACCEPTABLE,
        TOO_LARGE,
        UNREADABLE
    }

    /** Says which task of a batch the next faults belong to. */
    void at(int task) {
        index = task;
    }

    /** Notes what cannot be read: 400. */
    void unreadable(String field, String message) {
        add(Kind.UNREADABLE, field, message);
    }

    /** Notes what is no description of a task at all: 400, in a batch too. */
    void shapeless(String message) {
        shapeless = true;
        unreadable("", message);
    }

    /** Notes what is larger than is kept: 413. */
    void tooLarge(String field, String message) {
        add(Kind.TOO_LARGE, field, message);
    }

    /** Notes what can be read but not accepted: 422. */
    void unacceptable(String field, String message) {
        add(Kind.UNACCEPTABLE, field, message);
    }

    private void add(Kind added, String field, String message) {
        kind = added.compareTo(kind) > 0 ? added : kind;
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
        throw switch (kind) {
            case UNREADABLE -> Problem.unreadable(detail, plain);
            case TOO_LARGE -> Problem.tooLarge(detail, plain);
            case UNACCEPTABLE -> Problem.unacceptable(detail, plain);
        };
    }

    /** Throws for a batch when anything is wrong with any of its tasks. */
    void refuseBatch() {
        if (faults.isEmpty()) {
            return;
        }
        var wrong = indexes.stream().distinct().count();
        var detail = wrong + " of the tasks are not acceptable, so none was stored. See errors for each index.";
        throw shapeless ? Problem.unreadable(detail, faults) : Problem.unacceptable(detail, faults);
    }
}
