package io.dayshift.systemtests.faults.check;

import io.dayshift.systemtests.faults.history.Event.Cancelled;
import io.dayshift.systemtests.faults.history.Event.Disturbed;
import io.dayshift.systemtests.faults.history.Event.Outcome;
import io.dayshift.systemtests.faults.nemesis.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What callers may rely on. */
final class CallerChecks {

    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "EXPIRED");
    private static final long RECOVERY = Duration.ofSeconds(5).toNanos();

    private final Observations seen;
    private final List<Violation> found = new ArrayList<>();

    CallerChecks(Observations seen) {
        this.seen = seen;
    }

    List<Violation> violations() {
        nothingIsLost();
        nothingIsMadeUp();
        aKeyIsOneTask();
        theEndIsTheEnd();
        allEndsInTime();
        return found;
    }

    private void nothingIsLost() {
        for (var id : Observations.accepted(seen.submits())) {
            var state = seen.shown(id).state();
            if (!FINAL.contains(state)) {
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
        var ids = new HashMap<Long, String>();
        for (var submit : seen.submits()) {
            for (var i = 0; i < submit.ids().size(); i++) {
                var id = submit.ids().get(i);
                var other = ids.putIfAbsent(submit.numbers().get(i), id);
                if (other != null && !other.equals(id)) {
                    found.add(Violation.of("S3", id, "the same key led to " + other + " before"));
                }
            }
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
    }

    private void allEndsInTime() {
        if (seen.unfinished() > 0) {
            found.add(Violation.of(
                    "S12", seen.unfinished() + " tasks have not ended 30 s after the last fault was mended"));
        }
        seen.submits().forEach(submit -> check(submit.at(), submit.until(), submit.outcome(), submit.status()));
        seen.all(Cancelled.class)
                .forEach(cancel -> check(cancel.at(), cancel.until(), cancel.outcome(), cancel.status()));
    }

    private void check(long at, long until, Outcome outcome, int status) {
        if (outcome == Outcome.INFO && seen.faults().stream().noneMatch(fault -> mayRefuse(fault, at, until))) {
            found.add(Violation.of(
                    "S12",
                    "a call was answered with %s at %d although no fault excuses it"
                            .formatted(status == 0 ? "nothing" : "status " + status, at)));
        }
    }

    private static boolean mayRefuse(Disturbed fault, long at, long until) {
        return Kind.valueOf(fault.kind()).mayRefuse() && fault.at() <= until && at <= fault.until() + RECOVERY;
    }
}
