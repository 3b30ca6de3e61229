package io.dayshift.systemtests.faults.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a run.
 *
 * @param counts how often things happened that prove that the run was a test of something
 * @param story the shortest story for each invariant that was broken
 */
public record Verdict(List<Violation> violations, Map<String, Long> counts, String story) {

    public boolean isGood() {
        return violations.isEmpty();
    }

    /** Invariants that were broken and how often. */
    public Map<String, Long> broken() {
        return violations.stream()
                .collect(Collectors.groupingBy(Violation::invariant, TreeMap::new, Collectors.counting()));
    }

    @Override
    public String toString() {
        return (isGood() ? "GOOD" : "BROKEN " + broken()) + ' ' + counts + (isGood() ? "" : "\n" + story);
    }
}
