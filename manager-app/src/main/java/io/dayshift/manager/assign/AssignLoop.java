package io.dayshift.manager.assign;

import io.dayshift.common.loop.Company;
import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.Assigned;
import io.dayshift.common.store.Placed;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.Lane;
import io.dayshift.common.worker.Worker;
import io.dayshift.manager.system.ManagerProperties;
import io.dayshift.manager.system.Openings;
import io.dayshift.manager.system.Shares;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Hands pending tasks to workers: once for each wake-up, and now and then in case one was lost. When nobody is left waiting, the
 * room that workers still have is open to what is submitted next, which then does not come by here.
 */
@Component
final class AssignLoop implements AutoCloseable {

    /** In case a word was lost. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How often workers are looked at while tasks are in queues, for one that has nothing to do any more. */
    private static final Duration LOOK_AT_QUEUES_EVERY = Duration.ofMillis(50);

    /** So many times as long as a look takes there is none, however large the crew is. */
    private static final int REST = 10;

    /** Enough for some more to be accepted while many callers send tasks that there is no room for. */
    private static final Duration FOR_COMPANY = Duration.ofMillis(1);

    private static final Assigned.Given NOTHING = new Assigned.Given(true, false, List.of());

    private final WorkerStore workers;
    private final TaskStore tasks;
    private final Bell bell;
    private final Evening evening;
    private final Openings openings;
    private final Pace pace;
    private final Company company = new Company(FOR_COMPANY);
    private final AtomicLong words = new AtomicLong();
    private final Loop loop;

    private volatile List<Worker> crew = List.of();

    AssignLoop(
            WorkerStore workers,
            TaskStore tasks,
            Bell bell,
            Evening evening,
            Openings openings,
            Wakeups wakeups,
            ManagerProperties properties,
            InstantSource clock) {
        this.workers = workers;
        this.tasks = tasks;
        this.bell = bell;
        this.evening = evening;
        this.openings = openings;
        this.pace = new Pace(clock, properties.aheadFor());
        this.loop = new Loop("assign", this::pass).start();
        wakeups.onWork(this::wake);
        wakeups.onUnheard(this::ring);
        wakeups.onRoom(this::lookSoon);
        openings.onUse(loop::wake);
    }

    private void wake() {
        openings.close();
        lookSoon();
    }

    private void lookSoon() {
        words.incrementAndGet();
        loop.wake();
    }

    private void ring(Placed.Taken placed) {
        crew.stream()
                .filter(worker -> worker.session().equals(Optional.of(placed.worker())))
                .forEach(worker -> bell.ring(worker, placed.worker(), placed.ids()));
    }

    /** Assigns what can be assigned now; asks to be repeated at once while that is still something. */
    Duration pass() {
        company.await();
        company.came(words.getAndSet(0));
        openings.look();
        var began = System.nanoTime();
        var survey = workers.survey();
        crew = survey.crew().stream().filter(Worker::takesWork).toList();
        pace.see(crew);
        var pending = survey.pending();
        var handedOut = handOut(pending);
        var isUsed = openings.see(crew, pace::ahead, handedOut.leavesNobody());
        if (pending.isEmpty()) {
            evening.takeBack(crew);
        }
        if (handedOut.tasks() > 0 && !handedOut.leavesNobody()) {
            return Duration.ZERO;
        }
        var isInUse = isUsed || crew.stream().anyMatch(worker -> worker.queued() > 0);
        return restAfter(Duration.ofNanos(System.nanoTime() - began), isInUse);
    }

    private static Duration restAfter(Duration look, boolean isInUse) {
        var rest = Collections.max(List.of(LOOK_AT_QUEUES_EVERY, look.multipliedBy(REST)));
        return isInUse ? Collections.min(List.of(rest, LOOK_EVERY)) : LOOK_EVERY;
    }

    /**
     * What was handed out.
     *
     * @param leavesNobody whether no task is left that a worker who is here could do
     */
    private record HandedOut(long tasks, boolean leavesNobody) {}

    /** Hands out what there is. */
    private HandedOut handOut(Map<Lane, Long> pending) {
        var present = new ArrayList<>(crew);
        // A lone task goes to the first of those that are equally free; let that be now one, now another.
        Collections.shuffle(present);
        var served = served(pending);
        var total = served.values().stream().mapToLong(Long::longValue).sum();
        var tasks = 0L;
        var emptied = new HashSet<Lane>();
        for (var share : Shares.of(present, total, pace::ahead)) {
            var lanes = lanesFor(share.worker(), served.keySet());
            if (!emptied.containsAll(lanes)) {
                var given = assign(share, lanes);
                tasks += given.ids().size();
                if (given.nothingLeft()) {
                    emptied.addAll(lanes);
                }
            }
        }
        return new HandedOut(tasks, tasks >= total || emptied.containsAll(served.keySet()));
    }

    /** The pending tasks that somebody present can do. */
    private Map<Lane, Long> served(Map<Lane, Long> pending) {
        return pending.entrySet().stream()
                .filter(lane -> crew.stream().anyMatch(worker -> worker.suits(lane.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<Lane> lanesFor(Worker worker, Set<Lane> pending) {
        return pending.stream()
                .filter(worker::suits)
                .sorted(Comparator.comparingInt(Lane::priority).reversed())
                .toList();
    }

    private Assigned.Given assign(Shares.Share share, List<Lane> lanes) {
        var worker = share.worker();
        var session = worker.session();
        if (lanes.isEmpty() || session.isEmpty()) {
            return NOTHING;
        }
        return switch (tasks.assign(session.get(), share.bound(), share.more(), lanes)) {
            case Assigned.Given given -> {
                if (!given.isKnown()) {
                    bell.ring(worker, session.get(), given.ids());
                }
                note(worker, given.ids().size());
                yield given;
            }
            case Assigned.Refused() -> {
                wake();
                yield NOTHING;
            }
        };
    }

    private void note(Worker worker, int assigned) {
        crew = crew.stream()
                .map(one -> one.equals(worker) ? one.withQueued(one.queued() + assigned) : one)
                .toList();
    }

    @Override
    public void close() {
        loop.close();
    }
}
