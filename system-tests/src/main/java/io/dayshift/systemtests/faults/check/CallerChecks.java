package io.dayshift.systemtests.faults.check;

import io.dayshift.systemtests.faults.history.Event;
import io.dayshift.systemtests.faults.history.Event.Cancelled;
import io.dayshift.systemtests.faults.history.Event.Disturbed;
import io.dayshift.systemtests.faults.history.Event.Outcome;
import io.dayshift.systemtests.faults.nemesis.Kind;
import io.dayshift.systemtests.faults.nemesis.Kind.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What callers may rely on. */
final class CallerChecks {

    private static final long RECOVERY = Duration.ofSeconds(5).toNanos();

    private final Observations seen;
    private final Set<String> cancelled;
    private final List<Violation> found = new ArrayList<>();

    CallerChecks(Observations seen) {
        this.seen = seen;
        this.cancelled = seen.all(Cancelled.class).stream().map(Cancelled::id).collect(Collectors.toSet());
    }

    List<Violation> violations() {
        nothingIsLost();
        nothingIsMadeUp();
        aKeyIsOneTask();
        theEndIsTheEnd();
        allEndsInTime();
        return found;
    }

    /** Nothing that the driver hands in has a reason to fail or to expire. */
    private void nothingIsLost() {
        for (var id : Observations.accepted(seen.submits())) {
            var state = seen.shown(id).state();
            if (!state.equals("SUCCEEDED") && !(state.equals("CANCELLED") && cancelled.contains(id))) {
                found.add(Violation.of("S1", id, "was accepted and shows " + state));
            }
        }
    }

    private void nothingIsMadeUp() {
        var possible = new HashSet<Long>();
        var attempted = new HashSet<Long>();
        for (var submit : seen.submits()) {
            attempted.addAll(submit.numbers());
            if (submit.outcome() != Outcome.FAIL) {
                possible.addAll(submit.numbers());
            }
        }
        var ids = new HashMap<Long, String>();
        seen.stored().forEach((id, number) -> {
            if (number < 1 || number > seen.lastNumber()) {
                found.add(Violation.of("S2", id, "was handed in by nobody"));
            }
            if (attempted.contains(number) && !possible.contains(number)) {
                found.add(Violation.of("S2", id, "was refused and is there all the same"));
            }
            var other = ids.put(number, id);
            if (other != null) {
                found.add(Violation.of("S3", id, "is there twice: task " + number + " also has the id " + other));
            }
        });
    }

    private void aKeyIsOneTask() {
        var ids = new HashMap<String, String>();
        for (var submit : seen.submits()) {
            for (var i = 0; i < submit.ids().size(); i++) {
                var id = submit.ids().get(i);
                isOne(ids, "task " + submit.numbers().get(i), id);
                if (!submit.keys().isEmpty()) {
                    isOne(ids, "key " + submit.keys().get(i), id);
                }
            }
        }
    }

    private void isOne(Map<String, String> ids, String what, String id) {
        var other = ids.putIfAbsent(what, id);
        if (other != null && !other.equals(id)) {
            found.add(Violation.of("S3", id, what + " led to " + other + " before"));
        }
    }

    private void theEndIsTheEnd() {
        seen.first().forEach((id, first) -> {
            if (!Objects.equals(first, seen.second().get(id))) {
                found.add(Violation.of(
                        "S6",
                        id,
                        "changed after its end: " + first + ", then "
                                + seen.second().get(id)));
            }
        });
        seen.submits().stream()
                .filter(submit -> !submit.ended().isEmpty())
                .forEach(submit -> staysIn(submit.ended(), submit.ids().getFirst()));
        seen.all(Cancelled.class).stream()
                .filter(cancel -> cancel.state().equals("CANCELLED"))
                .forEach(cancel -> staysIn("CANCELLED", cancel.id()));
    }

    private void staysIn(String state, String id) {
        if (!seen.shown(id).state().equals(state)) {
            found.add(Violation.of(
                    "S6",
                    id,
                    "was shown as " + state + " and became " + seen.shown(id).state()));
        }
    }

    private void allEndsInTime() {
        if (seen.unfinished() > 0) {
            found.add(Violation.of(
                    "S12", seen.unfinished() + " tasks have not ended 30 s after the last fault was mended"));
        }
        seen.submits()
                .forEach(submit -> check(submit, submit.until(), submit.manager(), submit.outcome(), submit.status()));
        seen.all(Cancelled.class)
                .forEach(cancel -> check(cancel, cancel.until(), cancel.manager(), cancel.outcome(), cancel.status()));
    }

    private void check(Event call, long until, String manager, Outcome outcome, int status) {
        // An answer counts by when it came; a call without one by when it began, for it takes as long as its time-out.
        var judgedAt = status == 0 ? call.at() : until;
        if (outcome == Outcome.INFO
                && seen.faults().stream().noneMatch(fault -> mayRefuse(fault, manager, judgedAt, until))) {
            found.add(Violation.of("S12", "a call at " + call.at() + " failed although no fault excuses it: " + call));
        }
    }

    /** A fault of Redis or of the machine excuses every manager for a while, any other only the manager it was done to. */
    private static boolean mayRefuse(Disturbed fault, String manager, long at, long until) {
        var kind = Kind.valueOf(fault.kind());
        var concerns = kind.scope() == Scope.REDIS
                || kind.scope() == Scope.MACHINE
                || List.of(fault.target().split(">")).contains(manager);
        return concerns && kind.mayRefuse() && fault.at() <= until && at <= fault.until() + RECOVERY;
    }
}
