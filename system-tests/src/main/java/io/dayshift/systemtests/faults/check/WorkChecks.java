package io.dayshift.systemtests.faults.check;

import io.dayshift.systemtests.faults.history.Event.Deed;
import io.dayshift.systemtests.faults.history.Event.Disturbed;
import io.dayshift.systemtests.faults.history.Event.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What must be true of how the work was done. */
final class WorkChecks {

    private static final int MOST_ATTEMPTS = 10;

    /** A run that began later than this after a fault was mended was not lost by it. */
    private static final long AFTERMATH = Duration.ofSeconds(1).toNanos();

    /** Runs that a worker has in hand at most; no fault costs more. */
    private static final int SLOTS = 32;

    private static final long JUST_NOW = Duration.ofMillis(20).toNanos();
    private static final long ON_THE_WAY = Duration.ofSeconds(1).toNanos();

    private final Observations seen;
    private final List<Disturbed> costly;
    private long explained;
    private final List<Violation> found = new ArrayList<>();

    WorkChecks(Observations seen) {
        this.seen = seen;
        this.costly = seen.faults().stream().filter(Disturbed::mayCostRuns).toList();
    }

    List<Violation> violations() {
        for (var trace : seen.traces().values()) {
            endsOnce(trace);
            resultIsOfTheRunThatCounts(trace);
            runsInOrder(trace);
            runsAgainOnlyForAReason(trace);
            cancelledNeverStarts(trace);
        }
        if (explained > (long) costly.size() * SLOTS) {
            found.add(Violation.of(
                    "S10", explained + " runs were repeated, more than " + costly.size() + " faults can have cost"));
        }
        return found;
    }

    private void endsOnce(Trace trace) {
        var ends = trace.finishes("ACCEPTED").size() + trace.finishes("FAILED").size();
        if (ends > 1) {
            found.add(Violation.of("S4", trace.id(), ends + " finishes were accepted as its end"));
        }
    }

    private void resultIsOfTheRunThatCounts(Trace trace) {
        var reading = seen.shown(trace.id());
        if (!reading.state().equals("SUCCEEDED")) {
            return;
        }
        var token = reading.json().get("result").get("token").longValue();
        if (trace.finishes("ACCEPTED").stream().anyMatch(finish -> finish.token() != token)) {
            found.add(Violation.of("S5", trace.id(), "its result is of run " + token + ", which was not accepted"));
        }
        if (trace.finishes("REPLAYED").stream()
                .anyMatch(finish -> finish.verb().equals("complete") && finish.token() != token)) {
            found.add(Violation.of("S4", trace.id(), "the end of another run than " + token + " was taken for it"));
        }
        var worker = reading.json().get("result").get("worker").stringValue();
        if (!trace.has(Deed.END, token, worker)) {
            found.add(Violation.of(
                    "S7", trace.id(), "succeeded with run " + token + " of " + worker + ", which never ended"));
        }
    }

    private void runsInOrder(Trace trace) {
        var starts = trace.starts();
        if (starts.stream().map(Effect::token).distinct().count() < starts.size()) {
            found.add(Violation.of("S8", trace.id(), "one of its runs began twice"));
        }
        for (var i = 1; i < starts.size(); i++) {
            var before = starts.get(i - 1);
            var start = starts.get(i);
            if (start.token() < before.token() && !hasJustBeenFreed(start)) {
                found.add(
                        Violation.of("S8", trace.id(), "run " + start.token() + " began after run " + before.token()));
            }
        }
        if (starts.size() > MOST_ATTEMPTS) {
            found.add(Violation.of("S8", trace.id(), "began " + starts.size() + " times"));
        }
    }

    /** A worker that stood still between its last look at its lease and the start cannot know better. */
    private boolean hasJustBeenFreed(Effect start) {
        return costly.stream()
                .anyMatch(fault ->
                        fault.target().equals(start.worker()) && Math.abs(start.at() - fault.until()) < JUST_NOW);
    }

    private void runsAgainOnlyForAReason(Trace trace) {
        var starts = trace.starts().stream()
                .sorted(Comparator.comparingLong(Effect::token))
                .toList();
        for (var i = 1; i < starts.size(); i++) {
            var run = starts.get(i - 1);
            if (hasFailed(trace, run)) {
                continue;
            }
            explained++;
            if (wasAccepted(trace, run) || !isExplained(run, starts.get(i))) {
                found.add(Violation.of(
                        "S10", trace.id(), "was run again after run " + run.token() + " and no fault explains it"));
            }
        }
    }

    /** One that failed is to be repeated, whether or not its worker has heard that the failure was recorded. */
    private static boolean hasFailed(Trace trace, Effect run) {
        return trace.has(Deed.FAILED, run.token(), run.worker());
    }

    private static boolean wasAccepted(Trace trace, Effect run) {
        return trace.finishes("ACCEPTED").stream().anyMatch(finish -> finish.token() == run.token());
    }

    private boolean isExplained(Effect run, Effect next) {
        return costly.stream()
                .anyMatch(fault -> fault.target().equals(run.worker())
                        && fault.at() <= Math.max(run.at(), next.at())
                        && Math.min(run.at(), next.at()) <= fault.until() + AFTERMATH);
    }

    private void cancelledNeverStarts(Trace trace) {
        for (var cancel : trace.cancels()) {
            var late = trace.starts().stream()
                    .filter(start -> !cancel.started() || start.at() > cancel.until() + ON_THE_WAY)
                    .findFirst();
            if (cancel.state().equals("CANCELLED") && late.isPresent()) {
                found.add(Violation.of(
                        "S13", trace.id(), "was cancelled and run " + late.get().token() + " began"));
            }
        }
    }
}
