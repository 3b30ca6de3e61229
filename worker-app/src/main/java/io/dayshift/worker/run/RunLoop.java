package io.dayshift.worker.run;

import io.dayshift.common.loop.Company;
import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.Claimed;
import io.dayshift.common.store.ClaimedTask;
import io.dayshift.common.store.Resumed;
import io.dayshift.common.store.StationStore;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.worker.system.Identity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Claims tasks as slots are free, has them run and reports how they ended. One thread does all the talking to the store,
 * so what is under way is never in doubt: whatever ends during one call is reported together with the next.
 */
@Component
public final class RunLoop implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration LOOK_AT_DEADLINES_EVERY = Duration.ofMillis(10);
    private static final Duration RESUME_EVERY = Duration.ofSeconds(1);
    private static final Duration RESUME_IDLE_EVERY = Duration.ofSeconds(5);

    /**
     * Enough for some more to be assigned and to end while tasks come one by one; three times as long while nothing is
     * urgent.
     */
    private static final Duration FOR_COMPANY = Duration.ofMillis(1);

    /** No pass takes that long while all is well: what waits for Redis gives up much sooner. */
    private static final Duration STUCK = Duration.ofSeconds(10);

    private final StationStore station;
    private final Lease lease;
    private final Workbench workbench;
    private final Reports reports;
    private final Slots slots;
    private final Supervision supervision;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Timer waits;
    private final Loop loop;

    private final Company company = new Company(FOR_COMPANY);
    private final AtomicBoolean belled = new AtomicBoolean(true);
    private final Object claiming = new Object();
    private volatile boolean leaving;
    private volatile long left;
    private volatile Instant lastPass;
    private volatile Instant resumeAt = Instant.EPOCH;
    private Instant superviseAt = Instant.EPOCH;
    private volatile boolean awaited;

    RunLoop(
            StationStore station,
            Lease lease,
            Workbench workbench,
            Identity identity,
            JsonMapper json,
            InstantSource clock,
            MeterRegistry meters) {
        this.station = station;
        this.lease = lease;
        this.workbench = workbench;
        this.json = json;
        this.clock = clock;
        this.slots = new Slots(identity.capacity());
        this.reports = new Reports(station, slots);
        this.supervision = new Supervision(slots, reports, clock);
        this.lastPass = clock.instant();
        this.waits = Timer.builder("dayshift.wait")
                .description("from when a task was due to its claim")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(meters);
        meters.gauge("dayshift.worker.running", slots, places -> places.runs().size());
        meters.gauge("dayshift.worker.abandoned", slots, Slots::abandoned);
        this.loop = new Loop("run", this::pass).start();
    }

    /** Says that there may be tasks in the queue. */
    public void bell() {
        belled.set(true);
        loop.wake();
    }

    /** Stops one task that this worker should not run any more. */
    public void revoke(TaskId id) {
        slots.runsOf(id).forEach(run -> run.stop(Run.Reason.REVOKED, clock.instant()));
    }

    /** Drops a session that is not this worker's any more, and stops everything that runs under it. */
    public void fenced(WorkerSession session) {
        lease.drop(session);
        slots.runs().stream()
                .filter(run -> run.session().equals(session))
                .forEach(run -> run.stop(Run.Reason.REVOKED, clock.instant()));
        loop.wake();
    }

    /** Takes no further tasks; waits for a claim that is under way, so that what it took is known to run. */
    public void leave() {
        synchronized (claiming) {
            leaving = true;
        }
    }

    /** Interrupts what runs, to be handed back. */
    public void handBack() {
        slots.runs().forEach(run -> run.stop(Run.Reason.HANDED_BACK, clock.instant()));
        loop.wake();
    }

    /** Tasks that are claimed and whose end is not recorded yet. */
    public int running() {
        return slots.runs().size();
    }

    /** Tasks known to be in the queue, as of the last claim. */
    public long queued() {
        return left;
    }

    /** Threads whose handler does not return although it was told to. */
    public int abandoned() {
        return slots.abandoned();
    }

    /** Whether the loop has not come round for ten seconds: then nothing that this worker holds gets on. */
    public boolean isStuck() {
        return Duration.between(lastPass, clock.instant()).compareTo(STUCK) > 0;
    }

    public boolean isLeaving() {
        return leaving;
    }

    /** Reports what has ended, then takes what there is room for. */
    Duration pass() {
        company.await(this::isUrgent);
        lastPass = clock.instant();
        var looksSoon = true;
        try {
            exchange();
        } finally {
            // Also while Redis is away, for time goes on; but not for each of many passes in a row.
            if (!lastPass.isBefore(superviseAt)) {
                superviseAt = lastPass.plus(LOOK_AT_DEADLINES_EVERY);
                looksSoon = supervision.look();
            }
        }
        return reports.waiting() > 0 ? Duration.ZERO : looksSoon ? LOOK_AT_DEADLINES_EVERY : LOOK_EVERY;
    }

    /** Whether somebody waits, or half the places are taken by tasks that have ended. */
    boolean isUrgent() {
        return awaited || 2 * reports.waiting() >= slots.capacity();
    }

    private void exchange() {
        company.came(reports.send());
        lease.toClaimUnder().ifPresent(session -> {
            synchronized (claiming) {
                resume(session);
                claim(session);
            }
        });
    }

    private void claim(WorkerSession session) {
        if (leaving || slots.free() == 0) {
            return;
        }
        if (!belled.getAndSet(false) && left == 0) {
            return;
        }
        try {
            switch (station.claim(session, slots.free())) {
                case Claimed.Fenced() -> fenced(session);
                case Claimed.Tasks(var more, var isAwaited, var claimed) -> {
                    left = more;
                    awaited = isAwaited;
                    lookSoonFor(claimed);
                    claimed.forEach(task -> start(task, session));
                }
            }
        } catch (RuntimeException | Error e) {
            // What it may have claimed, and not begun, is found by resume.
            resumeAt = Instant.EPOCH;
            belled.set(true);
            throw e;
        }
    }

    /** Has resume look sooner than it does while nothing runs. */
    private void lookSoonFor(List<ClaimedTask> claimed) {
        var soon = lastPass.plus(RESUME_EVERY);
        if (!claimed.isEmpty() && resumeAt.isAfter(soon)) {
            resumeAt = soon;
        }
    }

    /** Looks now and then whether this worker runs what it should, in case a reply or a word was lost. */
    private void resume(WorkerSession session) {
        var now = clock.instant();
        if (now.isBefore(resumeAt)) {
            return;
        }
        resumeAt = now.plus(slots.runs().isEmpty() ? RESUME_IDLE_EVERY : RESUME_EVERY);
        var own = slots.runs().stream()
                .filter(run -> run.session().equals(session) && run.stopped().isEmpty())
                .map(Run::id)
                .toList();
        switch (station.resume(session, own)) {
            case Resumed.Fenced() -> fenced(session);
            case Resumed.Difference(var gone, var missing) -> resolve(session, gone, missing);
        }
    }

    private void resolve(WorkerSession session, List<TaskId> gone, List<ClaimedTask> missing) {
        gone.forEach(this::revoke);
        var strange = missing.stream().filter(task -> !isHere(task)).toList();
        if (leaving && !strange.isEmpty()) {
            station.release(session, 0, strange.stream().map(ClaimedTask::id).toList());
        } else {
            strange.forEach(task -> start(task, session));
        }
    }

    private boolean isHere(ClaimedTask task) {
        return slots.runsOf(task.id()).stream().anyMatch(run -> run.task().attempt() == task.attempt());
    }

    private void start(ClaimedTask task, WorkerSession session) {
        waits.record(task.waited());
        var run = new Run(task, session, json);
        slots.start(run, () -> work(run));
    }

    private void work(Run run) {
        if (!lease.isGoodUnder(run.session())) {
            // This process stood still since the claim, and the task may be another's by now; if not, resume finds it,
            // before the place is given to a younger one.
            drop(run);
            return;
        }
        Ended ended;
        try {
            ended = workbench.run(run);
        } catch (RuntimeException | Error e) {
            drop(run);
            throw e;
        }
        if (slots.comeBack(run)) {
            reports.add(ended);
            loop.wake();
        }
    }

    /** Forgets a run that cannot be reported; resume finds its task. */
    private void drop(Run run) {
        resumeAt = Instant.EPOCH;
        if (slots.comeBack(run)) {
            slots.free(run);
        }
        loop.wake();
    }

    @Override
    public void close() {
        loop.close();
        slots.close();
    }
}
