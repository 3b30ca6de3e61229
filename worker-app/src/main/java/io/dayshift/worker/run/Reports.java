package io.dayshift.worker.run;

import io.dayshift.common.store.Finish;
import io.dayshift.common.store.StationStore;
import io.dayshift.common.store.StationStore.Advance;
import io.dayshift.common.worker.WorkerSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Ends that have to be reported. Each keeps its slot until the store has answered, so there are never more than there are
 * slots, and none is lost while Redis is away.
 */
final class Reports {

    private final StationStore station;
    private final Slots slots;
    private final Queue<Ended> arriving = new ConcurrentLinkedQueue<>();
    private final List<Ended> unsent = new ArrayList<>();

    Reports(StationStore station, Slots slots) {
        this.station = station;
        this.slots = slots;
    }

    void add(Ended ended) {
        arriving.add(ended);
    }

    /** How many have come that were not sent yet. */
    int waiting() {
        return arriving.size();
    }

    /** Sends everything there is; what the store does not answer stays to be sent again. Returns how many ends it was. */
    int send() {
        for (var ended = arriving.poll(); ended != null; ended = arriving.poll()) {
            unsent.add(ended);
        }
        var ends = unsent.size();
        sendProgress();
        bySession(unsent).forEach(this::send);
        return ends;
    }

    private static Map<WorkerSession, List<Ended>> bySession(List<Ended> all) {
        var grouped = new LinkedHashMap<WorkerSession, List<Ended>>();
        all.forEach(ended -> grouped.computeIfAbsent(ended.run().session(), session -> new ArrayList<>())
                .add(ended));
        return grouped;
    }

    private void send(WorkerSession session, List<Ended> all) {
        sendSome(all, Finish.Success.class, successes -> station.complete(session, successes));
        sendSome(all, Finish.Failure.class, failures -> station.fail(session, failures));
        var silent = all.stream().filter(ended -> ended.finish().isEmpty()).toList();
        var handedBack = silent.stream()
                .map(Ended::run)
                .filter(run -> run.stopped()
                        .filter(stop -> stop.reason() == Run.Reason.HANDED_BACK)
                        .isPresent())
                .map(Run::id)
                .toList();
        if (!handedBack.isEmpty()) {
            station.release(session, 0, handedBack);
        }
        done(silent);
    }

    private <F extends Finish> void sendSome(List<Ended> all, Class<F> kind, Consumer<List<F>> send) {
        var some = all.stream()
                .filter(ended -> ended.finish().filter(kind::isInstance).isPresent())
                .toList();
        if (!some.isEmpty()) {
            send.accept(some.stream()
                    .map(ended -> kind.cast(ended.finish().orElseThrow()))
                    .toList());
            done(some);
        }
    }

    private void done(List<Ended> some) {
        Set<Ended> told = Collections.newSetFromMap(new IdentityHashMap<>());
        told.addAll(some);
        unsent.removeIf(told::contains);
        some.forEach(ended -> slots.free(ended.run()));
    }

    private void sendProgress() {
        var advances = new LinkedHashMap<WorkerSession, List<Advance>>();
        for (var run : slots.runs()) {
            run.takeProgress()
                    .ifPresent(progress -> advances.computeIfAbsent(run.session(), session -> new ArrayList<>())
                            .add(new Advance(run.id(), run.task().attempt(), progress)));
        }
        advances.forEach(station::progress);
    }
}
