package io.dayshift.systemtests.faults.check;

import io.dayshift.systemtests.faults.history.Event;
import io.dayshift.systemtests.faults.history.Event.Cancelled;
import io.dayshift.systemtests.faults.history.Event.Disturbed;
import io.dayshift.systemtests.faults.history.Event.Effect;
import io.dayshift.systemtests.faults.history.Event.Finished;
import io.dayshift.systemtests.faults.history.Event.Outcome;
import io.dayshift.systemtests.faults.history.Event.Submitted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that is to be judged.
 *
 * @param events in the order of time
 * @param first what one manager showed of each accepted task after all had ended
 * @param second what another showed later
 * @param stored number of each task that stands in Redis, by its id; 0 when it has none
 * @param lastNumber last number that was given to a task
 * @param unfinished tasks that had not ended half a minute after the last fault was mended
 * @param fsck what is wrong with the namespace
 */
public record Observations(
        List<Event> events,
        Map<String, Reading> first,
        Map<String, Reading> second,
        Map<String, Long> stored,
        long lastNumber,
        long unfinished,
        List<String> fsck) {

    private static final Reading NOT_ASKED = new Reading(0, "");

    /** What the first manager showed of a task; status 0 when it was not asked. */
    Reading shown(String id) {
        return first.getOrDefault(id, NOT_ASKED);
    }

    List<Submitted> submits() {
        return all(Submitted.class);
    }

    List<Disturbed> faults() {
        return all(Disturbed.class);
    }

    <E extends Event> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Ids of the tasks that were accepted. */
    public static Set<String> accepted(List<Submitted> submits) {
        return submits.stream()
                .filter(submit -> submit.outcome() == Outcome.OK)
                .flatMap(submit -> submit.ids().stream())
                .collect(Collectors.toSet());
    }

    /** What is known of each task. */
    Map<String, Trace> traces() {
        var traces = new TreeMap<String, Trace>();
        for (var event : events) {
            switch (event) {
                case Submitted submit -> submit.ids().forEach(id -> add(traces, id, submit));
                case Cancelled cancel -> add(traces, cancel.id(), cancel);
                case Effect effect -> add(traces, effect.id(), effect);
                case Finished finish -> add(traces, finish.id(), finish);
                case Disturbed _ -> {}
            }
        }
        return traces;
    }

    private static void add(Map<String, Trace> traces, String id, Event event) {
        traces.computeIfAbsent(id, Trace::new).add(event);
    }
}
