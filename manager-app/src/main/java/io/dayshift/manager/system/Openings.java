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

    /** How much is known of the crew. */
    private enum Knowledge {
        /** Nothing yet, or a word has come since the last look began: another is to follow. */
        OUTDATED,
        /** A look is under way, which may have missed what comes now. */
        LOOKING,
        /** It is as it was seen. */
        SEEN
    }

    private final List<Worker> crew = new ArrayList<>();
    private final Map<String, Double> ahead = new HashMap<>();
    private Knowledge knowledge = Knowledge.OUTDATED;
    private boolean isOpen;
    private int looksSinceUse = 1;
    private Runnable useBegins = () -> {};

    /** Has that called when room is looked for, and was not between the last two looks at the crew. */
    public synchronized void onUse(Runnable call) {
        useBegins = call;
    }

    /** Notes that a look at the crew begins, which {@link #see} ends. */
    public synchronized void look() {
        knowledge = Knowledge.LOOKING;
    }

    /**
     * Takes in how the workers are that take work.
     *
     * @param aheadOf tasks that a worker may hold beyond its capacity
     * @param nobodyWaits whether no task is pending that one of them could do: then it is open from now on, unless it was
     *     closed since the look began; else it is closed
     * @return whether room has been looked for since the crew was looked at before
     */
    public synchronized boolean see(List<Worker> present, ToDoubleFunction<Worker> aheadOf, boolean nobodyWaits) {
        crew.clear();
        crew.addAll(present);
        ahead.clear();
        present.forEach(worker -> ahead.put(worker.id(), aheadOf.applyAsDouble(worker)));
        isOpen = nobodyWaits && knowledge == Knowledge.LOOKING;
        knowledge = knowledge == Knowledge.LOOKING ? Knowledge.SEEN : knowledge;
        looksSinceUse++;
        return looksSinceUse == 1;
    }

    /** Closes until a look that begins later has ended. */
    public synchronized void close() {
        isOpen = false;
        knowledge = Knowledge.OUTDATED;
    }

    /** Whether anybody who is there could do tasks of one of these lanes; also while that is not known. */
    public synchronized boolean areFor(Set<Lane> lanes) {
        return knowledge != Knowledge.SEEN
                || crew.stream().anyMatch(worker -> lanes.stream().anyMatch(worker::suits));
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
        if (looksSinceUse > 1) {
            useBegins.run();
        }
        looksSinceUse = 0;
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
            most.computeIfAbsent(worker.id(), _ -> new HashMap<>()).put(lane, share.more());
            present.set(present.indexOf(worker), worker.withQueued(share.bound()));
            left -= share.more();
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
