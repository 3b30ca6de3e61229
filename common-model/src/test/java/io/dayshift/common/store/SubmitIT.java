package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dayshift.common.task.Lane;
import io.dayshift.common.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@RedisTest
class SubmitIT {

    private static NewTask keyed(String key, int priority) {
        return Given.newTask(Given.spec(spec -> {
            spec.key = key;
            spec.lane = new Lane("echo", "default", priority, new TreeMap<>());
            return spec;
        }));
    }

    @Test
    void the_same_key_twice_in_a_batch_stands_for_one_task(Given given) {
        var first = keyed("k", 5);
        var second = keyed("k", 5);

        var outcome = given.tasks
                .submit(List.of(List.of(first, second)), List.of())
                .outcomes()
                .getFirst();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Submitted.Accepted.class,
                        accepted -> assertThat(accepted.replayed()).isEqualTo(Map.of(1, first.id())));
        assertThat(given.tasks.find(second.id())).isEmpty();
    }

    @Test
    void a_key_for_another_body_keeps_its_whole_submission_out_and_no_other(Given given) {
        given.tasks.submit(List.of(List.of(keyed("k", 5))), List.of());
        var refused = List.of(keyed("new", 5), keyed("k", 6));
        var taken = List.of(keyed("other", 5));

        var outcomes = given.tasks.submit(List.of(refused, taken), List.of()).outcomes();

        assertThat(outcomes.getFirst()).isEqualTo(new Submitted.Conflict(List.of(1)));
        assertThat(outcomes.getLast()).isInstanceOf(Submitted.Accepted.class);
        assertThat(given.tasks.find(refused.getFirst().id())).isEmpty();
        assertThat(given.tasks.find(taken.getFirst().id())).isPresent();
    }

    @Test
    void a_key_is_remembered_as_long_as_the_record(Given given) {
        var worker = given.worker("w-1");
        var task = keyed("k", 5);
        given.tasks.submit(List.of(List.of(task)), List.of());
        given.tasks.assign(worker, 1, List.of(task.spec().lane()));
        given.claimed(worker, 1);
        given.station.complete(worker, List.of(Given.success(task.id(), 1)));

        assertThat(given.tasks
                        .submit(List.of(List.of(keyed("k", 5))), List.of())
                        .outcomes()
                        .getFirst())
                .isInstanceOfSatisfying(
                        Submitted.Accepted.class,
                        accepted -> assertThat(accepted.replayed()).containsValue(task.id()));
    }

    @Test
    void ten_thousand_tasks_are_taken_at_once(Given given) {
        var batch = new ArrayList<NewTask>();
        for (var i = 0; i < 10_000; i++) {
            batch.add(Given.newTask(Given.spec(spec -> spec)));
        }

        given.tasks.submit(List.of(batch), List.of());

        assertThat(given.listing.stats()).containsEntry("PENDING", 10_000L);
        assertThat(given.listing.aheadInLane(batch.getLast().id(), Given.LANE)).contains(9_999L);
    }

    @Test
    void a_task_that_may_not_start_any_more_ends_expired_when_it_is_claimed(Given given) {
        var worker = given.worker("w-1");
        var id = given.assignedTo(worker, spec -> {
            spec.expiresIn = Duration.ofMillis(1);
            return spec;
        });
        await().until(() -> given.task(id).times().submittedAt().plusMillis(1).isBefore(given.now()));

        assertThat(given.claimed(worker, 1)).isEmpty();

        assertThat(given.stateOf(id)).isEqualTo(TaskState.EXPIRED);
    }

    @Test
    void only_tasks_that_have_ended_need_not_be_waited_for(Given given) {
        var pending = given.pending();
        var ended = given.taskIn(TaskState.CANCELLED, given.worker("w-1"));
        var notYetSubmitted = keyed("k", 5).id();

        assertThat(given.tasks.await(List.of(pending, ended, notYetSubmitted))).containsExactly(ended);
        assertThat(given.redis.smembers(given.keys.awaited())).containsExactly(pending.compact());
    }

    @Test
    void a_claim_tells_whether_anybody_waits_for_an_end(Given given) {
        var worker = given.worker("w-1");
        var task = given.assignedTo(worker, spec -> spec);

        assertThat(given.station.claim(worker, 0)).isEqualTo(new Claimed.Tasks(1, false, List.of()));
        given.tasks.await(List.of(task));
        assertThat(given.station.claim(worker, 0)).isEqualTo(new Claimed.Tasks(1, true, List.of()));

        given.tasks.cancel(task);
        assertThat(given.station.claim(worker, 0)).isEqualTo(new Claimed.Tasks(0, false, List.of()));
    }
}
