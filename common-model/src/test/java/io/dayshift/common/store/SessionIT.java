package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskError;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.WorkerSession;
import io.dayshift.common.worker.WorkerState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@RedisTest
class SessionIT {

    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO);

    @Test
    void one_id_is_held_by_one_session_at_a_time(Given given) {
        var first = given.worker("w-1");
        var second = new WorkerSession("w-1", "second-session");

        assertThat(given.workers.register(Given.registration(second))).isInstanceOf(Registered.Taken.class);
        assertThat(given.workers.register(Given.registration(first))).isEqualTo(new Registered.Open());

        given.leaseExpired(first);
        assertThat(given.workers.register(Given.registration(second)))
                .isEqualTo(new Registered.Leftover(first.session()));
        given.workers.reclaim(first);
        assertThat(given.workers.register(Given.registration(second))).isEqualTo(new Registered.Open());
        assertThat(given.workers.renew(first)).isEqualTo(new Renewed.Fenced());
        assertThat(given.station.claim(first, 1)).isEqualTo(new Claimed.Fenced());
    }

    @Test
    void a_worker_that_was_away_and_not_reclaimed_goes_on_with_what_it_was_given(Given given) {
        var worker = given.worker("w-1");
        var id = given.assignedTo(worker, spec -> spec);
        given.leaseExpired(worker);
        assertThat(given.workers.survey().worker("w-1").orElseThrow().state()).isEqualTo(WorkerState.AWAY);

        assertThat(given.workers.renew(worker)).isEqualTo(new Renewed.Extended(false, 1));

        assertThat(given.claimed(worker, 1)).extracting(ClaimedTask::id).containsExactly(id);
    }

    @Test
    void a_worker_whose_lease_is_good_is_not_reclaimed(Given given) {
        var worker = given.worker("w-1");
        var id = given.runningOn(worker, spec -> spec);

        assertThat(given.workers.reclaim(worker)).isEqualTo(new Reclaimed.Alive());
        assertThat(given.stateOf(id)).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void a_task_whose_last_attempt_was_lost_with_its_worker_has_failed(Given given) {
        var worker = given.worker("w-1");
        var id = given.runningOn(worker, spec -> {
            spec.retry = ONCE;
            return spec;
        });
        given.leaseExpired(worker);

        assertThat(given.workers.reclaim(worker)).isEqualTo(new Reclaimed.Tasks(0, 1));

        assertThat(given.task(id).error()).extracting(TaskError::kind).isEqualTo(TaskError.Kind.WORKER_LOST);
        assertThat(given.workers.survey().worker("w-1").orElseThrow().state()).isEqualTo(WorkerState.LOST);
    }

    @Test
    void a_result_of_before_a_retry_is_refused_although_the_attempt_shows_the_same_number(Given given) {
        var worker = given.worker("w-1");
        var id = given.runningOn(worker, spec -> spec);
        given.tasks.cancel(id);
        given.tasks.retry(id);
        given.tasks.assign(worker, 10, List.of(Given.LANE));
        var again = given.claimed(worker, 1).getFirst();
        assertThat(again.shownAttempt()).isEqualTo(1);

        assertThat(given.station.complete(worker, List.of(Given.success(id, 1))))
                .containsExactly(Verdict.FENCED);
        assertThat(given.station.complete(worker, List.of(Given.success(id, again.attempt()))))
                .containsExactly(Verdict.ACCEPTED);
    }

    @Test
    void a_long_queue_is_reclaimed_to_the_last_task(Given given) {
        var worker = given.worker("w-1");
        for (var i = 0; i < 1200; i++) {
            given.pending();
        }
        given.tasks.assign(worker, 1200, List.of(Given.LANE));
        given.leaseExpired(worker);

        assertThat(given.workers.reclaim(worker)).isEqualTo(new Reclaimed.Tasks(1200, 0));
    }

    @Test
    void a_station_is_deleted_or_kept_when_its_worker_leaves(Given given) {
        var clean = given.worker("w-1");
        var kept = given.worker("w-2");
        given.assignedTo(clean, spec -> spec);
        assertThat(given.workers.leaveClean(clean)).isEqualTo(Left.BUSY);
        given.station.release(clean, 10, List.of());

        assertThat(given.workers.leaveClean(clean)).isEqualTo(Left.LEFT);
        assertThat(given.workers.leave(kept)).isEqualTo(Left.LEFT);

        assertThat(given.redis.keys(given.keys.worker("w-1") + "*")).isEmpty();
        assertThat(given.workers.survey().worker("w-1")).isEmpty();
        assertThat(given.workers.survey().worker("w-2").orElseThrow().state()).isEqualTo(WorkerState.LEFT);
    }
}
