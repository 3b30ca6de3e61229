package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.task.Lane;
import io.dayshift.common.task.Task;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

@RedisTest
class ListingIT {

    private static final TaskFilter ALL = new TaskFilter(null, null, null, null, null);

    private static List<TaskId> all(Given given, TaskFilter filter, int limit) {
        var found = new ArrayList<TaskId>();
        var page = given.listing.list(filter, OptionalLong.empty(), limit);
        page.tasks().stream().map(Task::id).forEach(found::add);
        while (page.next().isPresent()) {
            page = given.listing.list(filter, page.next(), limit);
            page.tasks().stream().map(Task::id).forEach(found::add);
        }
        return found;
    }

    @Test
    void shows_every_task_once_and_the_newest_first_whatever_its_state(Given given) {
        var worker = given.worker("w-1");
        var submitted = new ArrayList<TaskId>();
        for (var round = 0; round < 3; round++) {
            for (var state : TaskState.values()) {
                submitted.add(given.taskIn(state, worker));
            }
        }
        Collections.reverse(submitted);

        assertThat(all(given, ALL, 5)).isEqualTo(submitted);
        assertThat(all(given, ALL, 200)).isEqualTo(submitted);
    }

    @Test
    void finds_by_state_type_queue_worker_and_label(Given given) {
        var worker = given.worker("w-1");
        var running = given.runningOn(worker, spec -> spec);
        var labelled = given.submitted(spec -> {
            spec.labels.put("customer", "a:c=m e\u00fc");
            return spec;
        });
        var other = given.submitted(spec -> {
            spec.lane = new Lane("other", "slow", 5, Collections.emptySortedMap());
            return spec;
        });

        assertThat(all(given, new TaskFilter(TaskState.RUNNING, null, null, null, null), 10))
                .containsExactly(running);
        assertThat(all(given, new TaskFilter(null, "other", null, null, null), 10))
                .containsExactly(other);
        assertThat(all(given, new TaskFilter(null, null, "slow", null, null), 10))
                .containsExactly(other);
        assertThat(all(given, new TaskFilter(null, null, null, "w-1", null), 10))
                .containsExactly(running);
        assertThat(all(given, new TaskFilter(null, null, null, null, "customer=a:c=m e\u00fc"), 10))
                .containsExactly(labelled);
        assertThat(all(given, new TaskFilter(TaskState.FAILED, null, null, null, "customer=a:c=m e\u00fc"), 10))
                .isEmpty();
    }

    @Test
    void finds_few_among_many(Given given) {
        var wanted = given.submitted(spec -> {
            spec.labels.put("customer", "acme");
            return spec;
        });
        var worker = given.worker("w-1");
        var running = given.runningOn(worker, spec -> spec);
        var crowd = new ArrayList<NewTask>();
        for (var i = 0; i < 2500; i++) {
            crowd.add(Given.newTask(Given.spec(spec -> spec)));
        }
        given.tasks.submit(List.of(crowd), List.of());

        assertThat(all(given, new TaskFilter(null, null, null, "w-1", null), 10))
                .contains(running);
        assertThat(all(given, new TaskFilter(null, null, null, null, "customer=acme"), 10))
                .contains(wanted);
        assertThat(all(given, new TaskFilter(TaskState.PENDING, null, null, null, null), 200))
                .hasSize(2500);
    }

    @Test
    void forgets_a_task_once_that_ended_twice(Given given) {
        var id = given.taskIn(TaskState.CANCELLED, given.worker("w-1"));
        given.tasks.retry(id);
        given.tasks.cancel(id);
        var pending = given.pending();
        given.retentionsOver();

        assertThat(given.tasks.forget().tasks()).isEqualTo(1);

        assertThat(given.listing.lanes()).containsExactly(Given.LANE);
        assertThat(given.stateOf(pending)).isEqualTo(TaskState.PENDING);
    }

    @Test
    void forgets_a_record_with_all_that_leads_to_it(Given given) {
        var worker = given.worker("w-1");
        var id = given.runningOn(worker, spec -> {
            spec.key = "a-key";
            spec.labels.put("customer", "acme");
            return spec;
        });
        given.station.complete(worker, List.of(Given.success(id, 1)));
        given.retentionsOver();

        assertThat(given.tasks.forget().tasks()).isEqualTo(1);

        assertThat(given.tasks.find(id)).isEmpty();
        assertThat(given.redis.get(given.keys.key("a-key"))).isNull();
        assertThat(given.redis.keys("*acme*")).noneMatch(key -> key.startsWith(given.keys.prefix()));
        assertThat(given.listing.lanes()).isEmpty();
    }
}
