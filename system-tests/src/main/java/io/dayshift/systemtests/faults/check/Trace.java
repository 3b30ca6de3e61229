package io.dayshift.systemtests.faults.check;

import io.dayshift.systemtests.faults.history.Event;
import io.dayshift.systemtests.faults.history.Event.Cancelled;
import io.dayshift.systemtests.faults.history.Event.Deed;
import io.dayshift.systemtests.faults.history.Event.Effect;
import io.dayshift.systemtests.faults.history.Event.Finished;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All that is known of one task. */
final class Trace {

    private final String id;
    private final List<Event> events = new ArrayList<>();

    Trace(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    void add(Event event) {
        events.add(event);
    }

    List<Event> events() {
        return events;
    }

    List<Effect> starts() {
        return effects(Deed.START).sorted(Comparator.comparingLong(Effect::at)).toList();
    }

    boolean has(Deed deed, long token, String worker) {
        return effects(deed)
                .anyMatch(effect -> effect.token() == token && effect.worker().equals(worker));
    }

    private Stream<Effect> effects(Deed deed) {
        return all(Effect.class).filter(effect -> effect.deed() == deed);
    }

    /** Finishes that were answered with that verdict. */
    List<Finished> finishes(String verdict) {
        return all(Finished.class)
                .filter(finish -> finish.verdict().equals(verdict))
                .toList();
    }

    List<Cancelled> cancels() {
        return all(Cancelled.class).toList();
    }

    private <E extends Event> Stream<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }
}
