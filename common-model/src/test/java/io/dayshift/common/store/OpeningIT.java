package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.task.Lane;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.WorkerSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tasks that go into a worker's queue by the call that submits them. */
@RedisTest
class OpeningIT {

    private static final Lane OTHER = new Lane("sleep", "default", 5, new TreeMap<>());

    private static Opening opening(WorkerSession worker, int bound) {
        return new Opening(worker, bound, Map.of(Given.LANE, 100));
    }

    private static NewTask task(UnaryOperator<Given.Spec> change) {
        return Given.newTask(Given.spec(change));
    }

    private static NewTask other() {
        return task(spec -> {
            spec.lane = OTHER;
            return spec;
        });
    }

    private static List<NewTask> tasks(int number) {
        return Stream.generate(() -> task(spec -> spec)).limit(number).toList();
    }

    private static List<TaskId> ids(List<NewTask> tasks) {
        return tasks.stream().map(NewTask::id).toList();
    }

    @Test
    void takes_the_first_tasks_up_to_its_bound_and_leaves_the_rest_pending(Given given) {
        var worker = given.worker("w-1");
        var tasks = tasks(5);

        var stored = given.tasks.submit(List.of(tasks.subList(0, 2), tasks.subList(2, 5)), List.of(opening(worker, 3)));

        assertThat(stored.outcomes()).hasSize(2).hasOnlyElementsOfType(Submitted.Accepted.class);
        assertThat(stored.pending()).isEqualTo(2);
        assertThat(stored.placed()).containsExactly(new Placed.Taken(worker, false, 3, ids(tasks.subList(0, 3))));
        assertThat(given.listing.queue("w-1", 0, 10)).isEqualTo(ids(tasks.subList(0, 3)));
        assertThat(given.listing.stats())
                .containsEntry("ASSIGNED", 3L)
                .containsEntry("PENDING", 2L)
                .containsEntry("submitted", 5L);
    }

    @Test
    void what_it_takes_is_claimed_and_done_as_any_other(Given given) {
        var worker = given.worker("w-1");
        var tasks = tasks(2);

        given.tasks.submit(List.of(tasks), List.of(opening(worker, 10)));

        assertThat(given.claimed(worker, 10)).extracting(ClaimedTask::id).isEqualTo(ids(tasks));
        var finishes = tasks.stream().map(task -> Given.success(task.id(), 1)).toList();
        assertThat(given.station.complete(worker, finishes)).containsOnly(Verdict.ACCEPTED);
    }

    @Test
    void overtakes_nobody_of_its_lane(Given given) {
        var worker = given.worker("w-1");
        var earlier = given.pending();
        var later = task(spec -> spec);

        var stored = given.tasks.submit(List.of(List.of(later)), List.of(opening(worker, 10)));

        assertThat(stored.pending()).isEqualTo(1);
        assertThat(stored.placed()).containsExactly(new Placed.Taken(worker, true, 0, List.of()));
        given.tasks.assign(worker, 10, List.of(Given.LANE));
        assertThat(given.listing.queue("w-1", 0, 10)).containsExactly(earlier, later.id());
    }

    @Test
    void takes_none_of_another_lane_and_none_that_is_not_due(Given given) {
        var worker = given.worker("w-1");
        var other = other();
        var delayed = task(spec -> {
            spec.delay = Duration.ofHours(1);
            return spec;
        });

        given.tasks.submit(List.of(List.of(other, delayed)), List.of(opening(worker, 10)));

        assertThat(given.listing.queue("w-1", 0, 10)).isEmpty();
        assertThat(given.stateOf(other.id())).isEqualTo(TaskState.PENDING);
        assertThat(given.stateOf(delayed.id())).isEqualTo(TaskState.SCHEDULED);
    }

    @Test
    void takes_no_more_of_a_lane_than_it_should(Given given) {
        var worker = given.worker("w-1");
        var other = given.worker("w-2");
        var tasks = tasks(5);
        var openings = List.of(new Opening(worker, 10, Map.of(Given.LANE, 2)), opening(other, 10));

        given.tasks.submit(List.of(tasks), openings);

        assertThat(given.listing.queue("w-1", 0, 10)).isEqualTo(ids(tasks.subList(0, 2)));
        assertThat(given.listing.queue("w-2", 0, 10)).isEqualTo(ids(tasks.subList(2, 5)));
    }

    @Test
    void the_next_takes_what_is_beyond_the_bound_of_the_first(Given given) {
        var first = given.worker("w-1");
        var second = given.worker("w-2");
        var tasks = tasks(5);

        var stored = given.tasks.submit(List.of(tasks), List.of(opening(first, 2), opening(second, 10)));

        assertThat(stored.pending()).isZero();
        assertThat(given.listing.queue("w-1", 0, 10)).isEqualTo(ids(tasks.subList(0, 2)));
        assertThat(given.listing.queue("w-2", 0, 10)).isEqualTo(ids(tasks.subList(2, 5)));
    }

    @Test
    void the_bound_is_of_the_queue_whatever_lane_is_in_it(Given given) {
        var worker = given.worker("w-1");
        var first = tasks(1).getFirst();
        var second = other();
        var opening = new Opening(worker, 2, Map.of(Given.LANE, 2, OTHER, 2));

        given.tasks.submit(List.of(List.of(first, second, tasks(1).getFirst())), List.of(opening));

        assertThat(given.listing.queue("w-1", 0, 10)).containsExactly(first.id(), second.id());
    }

    @Test
    void is_refused_by_a_worker_that_drains_is_away_or_has_another_session(Given given) {
        var draining = given.worker("w-1");
        var away = given.worker("w-2");
        var replaced = new WorkerSession("w-3", "another-session");
        given.worker("w-3");
        given.workers.drain(draining);
        given.leaseExpired(away);

        for (var worker : List.of(draining, away, replaced)) {
            var task = tasks(1).getFirst();
            var stored = given.tasks.submit(List.of(List.of(task)), List.of(opening(worker, 10)));

            assertThat(stored.placed()).containsExactly(new Placed.Refused(worker));
            assertThat(given.stateOf(task.id())).isEqualTo(TaskState.PENDING);
            given.tasks.cancel(task.id()); // so that no other of its lane waits
        }
    }

    @Test
    void a_call_that_is_repeated_places_nothing_twice(Given given) {
        var worker = given.worker("w-1");
        var tasks = tasks(3);
        var openings = List.of(opening(worker, 10));
        given.tasks.submit(List.of(tasks), openings);

        var again = given.tasks.submit(List.of(tasks), openings);

        assertThat(again.pending())
                .as("for who called cannot know whether they were placed")
                .isEqualTo(3);
        assertThat(given.listing.queue("w-1", 0, 10)).isEqualTo(ids(tasks));
    }

    @Test
    void tells_a_worker_that_listens_and_had_nothing(Given given) {
        var worker = given.worker("w-1");
        try (var listener = given.client.connectPubSub()) {
            listener.sync().subscribe(given.keys.bellChannel("w-1"));
            var tasks = tasks(1);

            var stored = given.tasks.submit(List.of(tasks), List.of(opening(worker, 10)));

            assertThat(stored.placed()).containsExactly(new Placed.Taken(worker, true, 1, ids(tasks)));
        }
    }
}
