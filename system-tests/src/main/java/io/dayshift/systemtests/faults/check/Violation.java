package io.dayshift.systemtests.faults.check;

import java.util.Optional;

/**
 * Something that must not be.
 *
 * @param invariant its short name, S1 to S13
 * @param task the task concerned; empty when it is none in particular
 */
public record Violation(String invariant, Optional<String> task, String what) {

    static Violation of(String invariant, String task, String what) {
        return new Violation(invariant, Optional.of(task), what);
    }

    static Violation of(String invariant, String what) {
        return new Violation(invariant, Optional.empty(), what);
    }
}
