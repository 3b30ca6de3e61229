package io.dayshift.manager.why;

import io.dayshift.common.store.Listing;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskError;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.web.Problem;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerState;
import io.dayshift.manager.why.Explanation.Code;
import io.dayshift.manager.why.Explanation.Reason;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the reasons for which a task is where it is. */
@Component
@RequiredArgsConstructor
final class Explanations {

    private final TaskStore tasks;
    private final WorkerStore workers;
    private final Listing listing;
    private final InstantSource clock;

    Explanation explain(TaskId id) {
        var task = tasks.find(id)
                .orElseThrow(() ->
                        Problem.notFound("There is no such task; it may have been forgotten after its retention."));
        return new Explanation(task.state(), reasons(task));
    }

    private List<Reason> reasons(Task task) {
        return switch (task.state()) {
            case SCHEDULED -> List.of(due(task));
            case PENDING -> pending(task);
            case ASSIGNED -> assigned(task);
            case RUNNING -> running(task);
            case SUCCEEDED -> List.of(new Reason(Code.ENDED, "It has succeeded; its result can be fetched."));
            case FAILED, CANCELLED, EXPIRED -> List.of(new Reason(Code.ENDED, ending(task.error())));
        };
    }

    private static String ending(@Nullable TaskError error) {
        return error == null ? "It has ended." : error.message();
    }

    private Reason due(Task task) {
        var runAt = task.times().runAt();
        var when = Spans.until(clock.instant(), runAt == null ? clock.instant() : runAt);
        var error = task.error();
        return error == null
                ? new Reason(Code.WAITING_FOR_DUE_TIME, "It is due in " + when + ".")
                : new Reason(
                        Code.BACKING_OFF,
                        "Attempt %d of %d failed (%s); the next is due in %s."
                                .formatted(task.attempt(), task.maxAttempts(), error.message(), when));
    }

    private List<Reason> pending(Task task) {
        var crew = workers.survey().crew().stream()
                .filter(worker -> worker.session().isPresent())
                .toList();
        var lane = task.lane();
        var able = crew.stream()
                .filter(worker -> worker.types().contains(lane.type()))
                .toList();
        if (able.isEmpty()) {
            return List.of(new Reason(
                    Code.NO_WORKER_FOR_TYPE,
                    "None of the %d workers here has a handler for \"%s\". Start one that has."
                            .formatted(crew.size(), lane.type())));
        }
        var suited = able.stream().filter(worker -> lane.suits(worker.labels())).toList();
        if (suited.isEmpty()) {
            return List.of(new Reason(
                    Code.NO_WORKER_WITH_LABELS,
                    "%d workers can do \"%s\", but none has the labels %s."
                            .formatted(able.size(), lane.type(), lane.requires())));
        }
        return hindrances(task, suited);
    }

    private List<Reason> hindrances(Task task, List<Worker> suited) {
        var reasons = new ArrayList<Reason>();
        var open = suited.stream().filter(Worker::takesWork).toList();
        if (open.isEmpty()) {
            reasons.add(closed(suited));
        } else if (open.stream().allMatch(worker -> worker.running() + worker.queued() >= worker.capacity())) {
            reasons.add(new Reason(
                    Code.ALL_WORKERS_BUSY,
                    "All %d workers that can do it have their hands full.".formatted(open.size())));
        }
        listing.aheadInLane(task.id(), task.lane())
                .filter(ahead -> ahead > 0)
                .ifPresent(ahead -> reasons.add(new Reason(
                        Code.AHEAD_IN_QUEUE, ahead + " tasks of its kind and priority were there before it.")));
        if (reasons.isEmpty()) {
            reasons.add(new Reason(Code.ABOUT_TO_BE_ASSIGNED, "Nothing; a worker is being given it now."));
        }
        return reasons;
    }

    private static Reason closed(List<Worker> suited) {
        var away = suited.stream()
                .filter(worker -> worker.state() == WorkerState.AWAY)
                .count();
        return away > 0
                ? new Reason(Code.WORKER_AWAY, away + " workers that can do it are away, not heard of for a while.")
                : new Reason(Code.WORKERS_DRAINING, "The workers that can do it are draining and take nothing new.");
    }

    private List<Reason> assigned(Task task) {
        var reasons = new ArrayList<Reason>();
        var workerId = String.valueOf(task.workerId());
        away(workerId).ifPresent(reasons::add);
        var ahead = listing.aheadInQueue(task.id(), workerId).orElse(0L);
        reasons.add(new Reason(
                Code.AHEAD_IN_QUEUE,
                "It is in the queue of worker %s with %d tasks before it.".formatted(workerId, ahead)));
        return reasons;
    }

    private List<Reason> running(Task task) {
        var reasons = new ArrayList<Reason>();
        var workerId = String.valueOf(task.workerId());
        away(workerId).ifPresent(reasons::add);
        reasons.add(new Reason(
                Code.RUNNING_ON_WORKER,
                "Worker %s runs it: attempt %d of %d.".formatted(workerId, task.attempt(), task.maxAttempts())));
        return reasons;
    }

    private Optional<Reason> away(String workerId) {
        return workers.survey()
                .worker(workerId)
                .filter(worker -> worker.state() == WorkerState.AWAY)
                .map(worker -> new Reason(
                        Code.WORKER_AWAY,
                        "Worker %s has not been heard of for a while; if it stays away its tasks go to others."
                                .formatted(workerId)));
    }
}
