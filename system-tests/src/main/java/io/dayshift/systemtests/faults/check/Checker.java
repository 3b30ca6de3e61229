package io.dayshift.systemtests.faults.check;

import io.dayshift.systemtests.faults.history.Event.Disturbed;
import io.dayshift.systemtests.faults.history.Event.Finished;
import io.dayshift.systemtests.faults.history.Event.Outcome;
import io.dayshift.systemtests.faults.history.Event.Submitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges a run. */
public final class Checker {

    private Checker() {}

    /**
     * Holds everything that was seen against all invariants.
     *
     * @param totals counters of the crew over the run
     */
    public static Verdict judge(Observations seen, Map<String, Long> totals) {
        var violations = new ArrayList<Violation>();
        violations.addAll(new CallerChecks(seen).violations());
        violations.addAll(new WorkChecks(seen).violations());
        seen.fsck().forEach(fault -> violations.add(Violation.of("S11", fault)));
        var counts = counts(seen);
        counts.putAll(totals);
        return new Verdict(List.copyOf(violations), counts, new Story(seen).of(violations));
    }

    private static Map<String, Long> counts(Observations seen) {
        var counts = new TreeMap<String, Long>();
        var submits = seen.submits();
        counts.put("faults", (long) seen.all(Disturbed.class).size());
        counts.put("accepted", (long) Observations.accepted(submits).size());
        counts.put("unknown", count(submits, Outcome.INFO));
        counts.put("refused", count(submits, Outcome.FAIL) - keysInUse(submits));
        counts.put("keysInUse", keysInUse(submits));
        counts.put(
                "replayedSubmits", submits.stream().filter(Submitted::replayed).count());
        var finishes = seen.all(Finished.class);
        counts.put("fencedFinishes", count(finishes, "FENCED"));
        counts.put("replayedFinishes", count(finishes, "REPLAYED"));
        counts.put(
                "rerun",
                seen.traces().values().stream()
                        .filter(trace -> trace.starts().size() > 1)
                        .count());
        return counts;
    }

    /** Submits that the driver means to be refused: another task under a key that is in use. */
    private static long keysInUse(List<Submitted> submits) {
        return submits.stream().filter(submit -> submit.status() == 422).count();
    }

    private static long count(List<Submitted> submits, Outcome outcome) {
        return submits.stream().filter(submit -> submit.outcome() == outcome).count();
    }

    private static long count(List<Finished> finishes, String verdict) {
        return finishes.stream()
                .filter(finish -> finish.verdict().equals(verdict))
                .count();
    }
}
