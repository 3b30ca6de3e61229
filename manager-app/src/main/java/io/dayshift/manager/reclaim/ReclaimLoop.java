package io.dayshift.manager.reclaim;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.Reclaimed;
import io.dayshift.common.store.StoreProperties;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.client.WorkerClient;
import io.dayshift.manager.system.Leadership;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * Finds workers that are lost and takes their tasks back. A worker is lost when its lease is over <em>and</em> its health
 * says so; one kind of evidence alone is not enough.
 */
@Slf4j
@Component
final class ReclaimLoop implements AutoCloseable {

    /** A third of the time for which a lease that was good a moment ago stays so at least (3 s, less what is low). */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final Duration LOOK_CLOSELY_EVERY = Duration.ofMillis(100);

    private final WorkerStore workers;
    private final WorkerClient client;
    private final Leadership leadership;
    private final Wakeups wakeups;
    private final Duration lease;
    private final Watch watch;
    private final Loop loop;

    private final Map<WorkerSession, Evidence> evidence = new ConcurrentHashMap<>();
    private final Set<WorkerSession> underWay = ConcurrentHashMap.newKeySet();
    private boolean suspectsItself;

    ReclaimLoop(
            WorkerStore workers,
            WorkerClient client,
            Leadership leadership,
            Wakeups wakeups,
            StoreProperties properties,
            InstantSource clock) {
        this.workers = workers;
        this.client = client;
        this.leadership = leadership;
        this.wakeups = wakeups;
        this.lease = properties.lease();
        this.watch = new Watch(clock, lease.multipliedBy(3).dividedBy(2));
        this.loop = new Loop("reclaim", this::pass).start();
    }

    /** Looks at every worker once; asks to be repeated sooner while some lease is running low. */
    Duration pass() {
        watch.pass();
        if (!leadership.isInTouch()) {
            // Without Redis nobody leads and nobody looks; whoever leads next has seen nothing of what happened
            // meanwhile.
            watch.restart();
        }
        if (!leadership.isLeading()) {
            evidence.clear();
            return LOOK_EVERY;
        }
        var crew = survey();
        var low = crew.stream().filter(this::isLow).toList();
        forgetOthers(low);
        low.forEach(this::probe);
        var silent = low.stream().filter(ReclaimLoop::isSilent).toList();
        if (mayJudge(crew, silent)) {
            silent.forEach(this::judge);
        }
        return low.isEmpty() ? LOOK_EVERY : LOOK_CLOSELY_EVERY;
    }

    private List<Worker> survey() {
        try {
            return workers.survey().crew().stream()
                    .filter(worker -> worker.session().isPresent())
                    .toList();
        } catch (RuntimeException e) {
            watch.restart();
            throw e;
        }
    }

    /** A worker that has missed two renewals is worth a question. */
    private boolean isLow(Worker worker) {
        return worker.leaseLeft().compareTo(lease.dividedBy(2)) < 0;
    }

    private static boolean isSilent(Worker worker) {
        return !worker.leaseLeft().isPositive();
    }

    private void forgetOthers(List<Worker> low) {
        var sessions = low.stream().flatMap(worker -> worker.session().stream()).toList();
        evidence.keySet().retainAll(sessions);
    }

    private void probe(Worker worker) {
        var session = worker.session().orElseThrow();
        if (underWay.add(session)) {
            Thread.startVirtualThread(() -> {
                try {
                    var pulse = client.pulse(worker);
                    evidence.merge(
                            session,
                            Evidence.NONE.with(pulse, session.session()),
                            (before, _) -> before.with(pulse, session.session()));
                } finally {
                    underWay.remove(session);
                }
            });
        }
    }

    /** When more than half the crew falls silent at once without a word, the trouble may be this manager's own. */
    private boolean mayJudge(List<Worker> crew, List<Worker> silent) {
        var untold = silent.stream().filter(worker -> !found(worker).isTold()).count();
        var suspicious = crew.size() > 1 && untold * 2 > crew.size();
        if (suspicious && !suspectsItself) {
            log.warn(
                    "event=suspect-myself silent={} crew={}; looking on before anyone is declared lost",
                    untold,
                    crew.size());
            watch.restart();
        }
        suspectsItself = suspicious;
        return watch.mayJudge();
    }

    private Evidence found(Worker worker) {
        return worker.session()
                .map(session -> evidence.getOrDefault(session, Evidence.NONE))
                .orElse(Evidence.NONE);
    }

    private void judge(Worker worker) {
        var found = found(worker);
        if (found.condemns()) {
            var session = worker.session().orElseThrow();
            log.warn(
                    "event=lost worker={} session={} leaseOver={}ms evidence={}",
                    worker.id(),
                    session.session(),
                    worker.leaseLeft().negated().toMillis(),
                    found.cause());
            if (workers.reclaim(session) instanceof Reclaimed.Tasks) {
                wakeups.work();
            }
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
