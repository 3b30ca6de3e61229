package io.dayshift.manager.system;

import io.dayshift.common.store.Opening;
import io.dayshift.common.store.Placed;
import io.dayshift.common.task.Lane;
import io.dayshift.common.worker.Worker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * The room that workers had when they were last looked at, with their queues as they were found since, so that what is
 * submitted can be assigned by the same call. Closed while others wait: what comes later overtakes nobody.
 */
@Component
public final class Openings {

    private final List<Worker> crew = new ArrayList<>();
    private final Map<String, Double> ahead = new HashMap<>();
    private boolean isLookedAt;
    private boolean isOpen;
    private boolean isUsed;
    private boolean wasUsed;
    private Runnable useBegins = () -> {};

    /** Has that called when room is looked for, and was not between the last two looks at the crew. */
    public synchronized void onUse(Runnable call) {
        useBegins = call;
    }

    /**
     * Takes in how the workers are that take work.
     *
     * @param aheadOf tasks that a worker may hold beyond its capacity
     * @param nobodyWaits whether no task is pending that one of them could do: then it is open, else it is closed
     * @return whether room has been looked for since the crew was looked at before
     */
    public synchronized boolean see(List<Worker> present, ToDoubleFunction<Worker> aheadOf, boolean nobodyWaits) {
        crew.clear();
        crew.addAll(present);
        ahead.clear();
        present.forEach(worker -> ahead.put(worker.id(), aheadOf.applyAsDouble(worker)));
        isLookedAt = true;
        isOpen = nobodyWaits;
        wasUsed = isUsed;
        isUsed = false;
        return wasUsed;
    }

    /** Closes until the crew is looked at again. */
    public synchronized void close() {
        isOpen = false;
    }

    /** Whether anybody who was there at the last look could do tasks of one of these lanes; true before the first. */
    public synchronized boolean areFor(Set<Lane> lanes) {
        return !isLookedAt || crew.stream().anyMatch(worker -> lanes.stream().anyMatch(worker::suits));
    }

    /**
     * Finds room for tasks.
     *
     * @param due how many are due of each lane; zero for one of which all others are
     * @return none while it is closed, or when some of the tasks have to go before others
     */
    public synchronized List<Opening> find(Map<Lane, Long> due) {
        if (!isOpen || due.keySet().stream().map(Lane::priority).distinct().count() != 1) {
            return List.of();
        }
        if (!isUsed && !wasUsed) {
            useBegins.run();
        }
        isUsed = true;
        var most = new HashMap<String, Map<Lane, Integer>>();
        var present = new ArrayList<>(crew);
        due.forEach((lane, number) -> find(lane, number, present, most));
        var found = new ArrayList<Opening>();
        for (var worker : crew) {
            var lanes = most.get(worker.id());
            if (lanes != null) {
                found.add(opening(worker, lanes));
            }
        }
        return found;
    }

    private Opening opening(Worker worker, Map<Lane, Integer> most) {
        var bound = worker.capacity() + aheadOf(worker) - worker.running();
        return new Opening(worker.session().orElseThrow(), (int) Math.min(Shares.LONGEST_QUEUE, bound), most);
    }

    private double aheadOf(Worker worker) {
        return ahead.getOrDefault(worker.id(), 0.0);
    }

    private void find(Lane lane, long number, List<Worker> present, Map<String, Map<Lane, Integer>> most) {
        // The first of those that are equally free gets most of a few; let that be now one, now another.
        Collections.shuffle(present);
        var suited = present.stream().filter(worker -> worker.suits(lane)).toList();
        var left = number;
        for (var share : Shares.of(suited, number, this::aheadOf)) {
            if (left <= 0) {
                return;
            }
            var worker = share.worker();
            var more = (int) (share.bound() - worker.queued());
            if (more > 0) {
                most.computeIfAbsent(worker.id(), _ -> new HashMap<>()).put(lane, more);
                present.set(present.indexOf(worker), worker.withQueued(share.bound()));
                left -= more;
            }
        }
    }

    /** Takes in what became of openings. */
    public synchronized void note(List<Placed> placed) {
        for (var each : placed) {
            var session = Optional.of(each.worker());
            switch (each) {
                case Placed.Taken taken ->
                    crew.replaceAll(
                            worker -> worker.session().equals(session) ? worker.withQueued(taken.queued()) : worker);
                case Placed.Refused _ ->
                    crew.removeIf(worker -> worker.session().equals(session));
            }
        }
    }
}
