package io.dayshift.systemtests.faults.check;

import io.dayshift.systemtests.faults.history.Event;
import io.dayshift.systemtests.faults.history.Event.Disturbed;
import io.dayshift.systemtests.faults.history.Event.Submitted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what happened to a task, for a person who wants to know why it should not have. */
final class Story {

    private static final double NANOS_PER_MS = 1e6;
    private static final int MOST_WITHOUT_TASK = 5;

    private final Observations seen;
    private final Map<String, Trace> traces;

    Story(Observations seen) {
        this.seen = seen;
        this.traces = seen.traces();
    }

    /** One story for each invariant that was broken: that of the task with the fewest events. */
    String of(List<Violation> violations) {
        return violations.stream().collect(Collectors.groupingBy(Violation::invariant)).values().stream()
                .map(this::shortest)
                .collect(Collectors.joining("\n"));
    }

    private String shortest(List<Violation> same) {
        var withTask = same.stream()
                .filter(violation -> violation.task().isPresent())
                .min(Comparator.comparingInt(violation -> events(violation).size()));
        return withTask.map(this::tell)
                .orElseGet(() -> same.stream()
                        .limit(MOST_WITHOUT_TASK)
                        .map(violation -> violation.invariant() + ": " + violation.what())
                        .collect(Collectors.joining("\n")));
    }

    private List<Event> events(Violation violation) {
        return violation
                .task()
                .map(id -> traces.containsKey(id) ? traces.get(id).events() : List.<Event>of())
                .orElse(List.of());
    }

    private String tell(Violation violation) {
        var own = events(violation);
        var lines = new ArrayList<String>();
        lines.add("%s: %s %s".formatted(violation.invariant(), violation.task().orElse(""), violation.what()));
        if (!own.isEmpty()) {
            var from = own.getFirst().at();
            var until = own.getLast().at();
            var all = new ArrayList<>(own);
            seen.faults().stream()
                    .filter(fault -> fault.at() <= until && from <= fault.until())
                    .forEach(all::add);
            all.stream()
                    .sorted(Comparator.comparingLong(Event::at))
                    .map(event -> "  %+9.1f ms  %s".formatted((event.at() - from) / NANOS_PER_MS, words(event, from)))
                    .forEach(lines::add);
        }
        violation.task().map(seen.first()::get).ifPresent(reading -> lines.add("  in the end: " + reading.body()));
        return String.join("\n", lines);
    }

    private static String words(Event event, long from) {
        return switch (event) {
            case Submitted submit ->
                "client %d handed it in with %d others: %s, status %d"
                        .formatted(submit.client(), submit.numbers().size() - 1, submit.outcome(), submit.status());
            case Disturbed fault ->
                "%s %s until %+.1f ms".formatted(fault.kind(), fault.target(), (fault.until() - from) / NANOS_PER_MS);
            case Event.Cancelled cancel ->
                "a client cancelled it: %s, status %d, %s".formatted(cancel.outcome(), cancel.status(), cancel.state());
            case Event.Effect effect -> "%s: %s of run %d".formatted(effect.worker(), effect.deed(), effect.token());
            case Event.Finished finish ->
                "%s reported %s of run %d under %s: %s"
                        .formatted(finish.worker(), finish.verb(), finish.token(), finish.session(), finish.verdict());
        };
    }
}
