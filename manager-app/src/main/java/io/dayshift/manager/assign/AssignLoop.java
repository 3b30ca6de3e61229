package io.dayshift.manager.assign;

import io.dayshift.common.loop.Loop;
import io.dayshift.common.store.Assigned;
import io.dayshift.common.store.Survey;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.Lane;
import io.dayshift.common.worker.Worker;
import io.dayshift.manager.system.ManagerProperties;
import io.dayshift.manager.system.Wakeups;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Hands pending tasks to workers: once for each wake-up, and now and then in case one was lost. */
@Component
final class AssignLoop implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final WorkerStore workers;
    private final TaskStore tasks;
    private final Bell bell;
    private final Evening evening;
    private final Pace pace;
    private final Loop loop;

    AssignLoop(
            WorkerStore workers,
            TaskStore tasks,
            Bell bell,
            Evening evening,
            Wakeups wakeups,
            ManagerProperties properties,
            InstantSource clock) {
        this.workers = workers;
        this.tasks = tasks;
        this.bell = bell;
        this.evening = evening;
        this.pace = new Pace(clock, properties.aheadFor());
        this.loop = new Loop("assign", this::pass).start();
        wakeups.onWork(loop::wake);
    }

    /** Assigns what can be assigned now; asks to be repeated at once while that is still something. */
    Duration pass() {
        var survey = workers.survey();
        var present =
                new ArrayList<>(survey.crew().stream().filter(Worker::takesWork).toList());
        // A lone task goes to the first of those that are equally free; let that be now one, now another.
        Collections.shuffle(present);
        pace.see(present);
        if (survey.pending().isEmpty()) {
            evening.takeBack(present);
            return LOOK_EVERY;
        }
        var pending = served(survey, present);
        var assigned = Shares.of(present, pending, pace::ahead).entrySet().stream()
                .mapToLong(share -> assign(share.getKey(), share.getValue(), survey))
                .sum();
        return assigned > 0 && assigned < pending ? Duration.ZERO : LOOK_EVERY;
    }

    /** Counts the pending tasks that somebody present can do. */
    private static long served(Survey survey, List<Worker> present) {
        return survey.pending().entrySet().stream()
                .filter(lane -> present.stream().anyMatch(worker -> suits(worker, lane.getKey())))
                .mapToLong(lane -> lane.getValue())
                .sum();
    }

    private long assign(Worker worker, int bound, Survey survey) {
        var lanes = survey.pending().keySet().stream()
                .filter(lane -> suits(worker, lane))
                .sorted(Comparator.comparingInt(Lane::priority).reversed())
                .toList();
        var session = worker.session();
        if (lanes.isEmpty() || session.isEmpty()) {
            return 0;
        }
        return switch (tasks.assign(session.get(), bound, lanes)) {
            case Assigned.Given(var before, var ids) -> {
                if (before == 0 && !ids.isEmpty()) {
                    bell.ring(worker, session.get(), ids);
                }
                yield ids.size();
            }
            case Assigned.Refused() -> 0;
        };
    }

    private static boolean suits(Worker worker, Lane lane) {
        return worker.types().contains(lane.type()) && lane.suits(worker.labels());
    }

    @Override
    public void close() {
        loop.close();
    }
}
