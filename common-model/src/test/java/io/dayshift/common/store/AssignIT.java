package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.task.Lane;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.WorkerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@RedisTest
class AssignIT {

    private static Lane lane(String type, int priority, Map<String, String> requires) {
        return new Lane(type, "default", priority, new TreeMap<>(requires));
    }

    private static TaskId submitted(Given given, Lane lane) {
        return given.submitted(spec -> {
            spec.lane = lane;
            return spec;
        });
    }

    @Test
    void keeps_the_order_of_submission_inside_a_priority_across_lanes(Given given) {
        var worker = given.worker("w-1");
        var lanes =
                List.of(lane("echo", 5, Map.of()), lane("sleep", 5, Map.of()), lane("echo", 5, Map.of("zone", "a")));
        var submitted = new ArrayList<TaskId>();
        for (var i = 0; i < 60; i++) {
            submitted.add(submitted(given, lanes.get(i * 7 % 3)));
        }

        given.tasks.assign(worker, 25, lanes);
        given.tasks.assign(worker, 60, lanes);

        assertThat(given.listing.queue("w-1", 0, 100)).isEqualTo(submitted);
        assertThat(given.claimed(worker, 60)).extracting(ClaimedTask::id).isEqualTo(submitted);
    }

    @Test
    void takes_the_highest_priority_first(Given given) {
        var worker = given.worker("w-1");
        var low = submitted(given, lane("echo", 0, Map.of()));
        var usual = submitted(given, lane("echo", 5, Map.of()));
        var high = submitted(given, lane("echo", 9, Map.of()));

        given.tasks.assign(
                worker, 10, List.of(lane("echo", 9, Map.of()), lane("echo", 5, Map.of()), lane("echo", 0, Map.of())));

        assertThat(given.listing.queue("w-1", 0, 10)).containsExactly(high, usual, low);
    }

    @Test
    void fills_the_queue_no_further_than_its_bound(Given given) {
        var worker = given.worker("w-1");
        for (var i = 0; i < 10; i++) {
            given.pending();
        }

        given.tasks.assign(worker, 4, List.of(Given.LANE));
        var second = given.tasks.assign(worker, 6, List.of(Given.LANE));

        assertThat(second).isInstanceOfSatisfying(Assigned.Given.class, all -> {
            assertThat(all.isKnown()).as("it has tasks to ask for anyway").isTrue();
            assertThat(all.ids()).hasSize(2);
        });
    }

    @Test
    void gives_nothing_to_a_worker_that_drains_is_away_or_has_another_session(Given given) {
        var draining = given.worker("w-1");
        var away = given.worker("w-2");
        var replaced = new WorkerSession("w-1", "another-session");
        given.workers.drain(draining);
        given.leaseExpired(away);
        var id = given.pending();

        assertThat(List.of(draining, away, replaced))
                .allSatisfy(worker -> assertThat(given.tasks.assign(worker, 10, List.of(Given.LANE)))
                        .isEqualTo(new Assigned.Refused()));
        assertThat(given.stateOf(id)).isEqualTo(TaskState.PENDING);
    }

    @Test
    void puts_reclaimed_tasks_before_those_that_came_later(Given given) {
        var lost = given.worker("w-1");
        var first = given.runningOn(lost, spec -> spec);
        var second = given.assignedTo(lost, spec -> spec);
        var third = given.pending();
        given.leaseExpired(lost);

        given.workers.reclaim(lost);

        var other = given.worker("w-2");
        given.tasks.assign(other, 10, List.of(Given.LANE));
        assertThat(given.listing.queue("w-2", 0, 10)).containsExactly(first, second, third);
    }

    @Test
    void quarantines_an_id_that_no_record_belongs_to(Given given) {
        var worker = given.worker("w-1");
        var garbage = new TaskId("00000000-0000-7000-8000-000000000000").compact();
        given.redis.zadd(given.keys.backlog(Given.LANE), 0, garbage);
        var id = given.pending();

        given.tasks.assign(worker, 10, List.of(Given.LANE));

        assertThat(given.claimed(worker, 10)).extracting(ClaimedTask::id).containsExactly(id);
        assertThat(given.listing.stats()).containsEntry("quarantined", 1L);
    }
}
