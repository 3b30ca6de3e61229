package io.dayshift.manager.workers;

import io.dayshift.common.message.PageBody;
import io.dayshift.common.message.TaskBody;
import io.dayshift.common.message.WorkerBody;
import io.dayshift.common.store.Listing;
import io.dayshift.common.store.Listing.FinishedWork;
import io.dayshift.common.store.StationStore;
import io.dayshift.common.store.TaskStore;
import io.dayshift.common.store.WorkerStore;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.web.Problem;
import io.dayshift.common.worker.Worker;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.manager.system.Cursor;
import io.dayshift.manager.system.Limits;
import io.dayshift.manager.system.Wakeups;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks after workers: shows them and what they have, closes and opens them for tasks. */
@Component
@RequiredArgsConstructor
final class Crew {

    private final WorkerStore workers;
    private final TaskStore tasks;
    private final StationStore station;
    private final Listing listing;
    private final Wakeups wakeups;

    /** One attempt in a worker's record of finished work. */
    record FinishedBody(String taskId, String type, TaskState outcome, Instant startedAt, Instant finishedAt) {

        static FinishedBody of(FinishedWork work) {
            return new FinishedBody(
                    work.id().value(), work.type(), work.outcome(), work.startedAt(), work.finishedAt());
        }
    }

    /** The workers that have not been lost and have not left. */
    List<Worker> present() {
        return workers.survey().crew().stream()
                .filter(worker -> worker.session().isPresent())
                .toList();
    }

    Worker find(String id) {
        return workers.survey()
                .worker(id)
                .orElseThrow(
                        () -> Problem.notFound("There is no such worker; see GET /v1/workers for those there are."));
    }

    PageBody<WorkerBody> page(@Nullable String limit, @Nullable String cursor) {
        var all = workers.survey().crew().stream()
                .sorted(Comparator.comparing(Worker::id))
                .map(WorkerBody::of)
                .toList();
        return page(
                "workers",
                limit,
                cursor,
                span -> all.stream().skip(span.from()).limit(span.size()).toList());
    }

    PageBody<TaskBody> queue(String id, @Nullable String limit, @Nullable String cursor) {
        var worker = find(id);
        return page(
                "queue " + id,
                limit,
                cursor,
                span -> tasks.findAll(listing.queue(worker.id(), span.from(), span.size())).stream()
                        .map(TaskBody::of)
                        .toList());
    }

    PageBody<FinishedBody> results(String id, @Nullable String limit, @Nullable String cursor) {
        var worker = find(id);
        return page(
                "results " + id,
                limit,
                cursor,
                span -> listing.results(worker.id(), span.from(), span.size()).stream()
                        .map(FinishedBody::of)
                        .toList());
    }

    /** A part of a list: where it begins, counted from 0, and how long it may be. */
    private record Span(long from, int size) {}

    private static <T> PageBody<T> page(
            String list, @Nullable String limit, @Nullable String cursor, Function<Span, List<T>> read) {
        var size = Limits.read(limit);
        var from = Cursor.read(cursor, list).orElse(0);
        var found = read.apply(new Span(from, size + 1));
        return found.size() > size
                ? new PageBody<>(found.subList(0, size), Cursor.write(from + size, list))
                : new PageBody<>(found, null);
    }

    Worker drain(String id) {
        var session = session(id);
        if (!workers.drain(session)) {
            throw gone();
        }
        while (station.release(session, TaskStore.BATCH, List.of()).size() == TaskStore.BATCH) {
            wakeups.work();
        }
        wakeups.work();
        return find(id);
    }

    Worker resume(String id) {
        if (!workers.resume(session(id))) {
            throw gone();
        }
        wakeups.work();
        return find(id);
    }

    private WorkerSession session(String id) {
        return find(id).session().orElseThrow(Crew::gone);
    }

    private static Problem gone() {
        return Problem.conflict("worker-gone", "The worker is not here: it is lost or has left.");
    }
}
