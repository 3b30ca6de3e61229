package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.WorkerSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@RedisTest
class EveryVerbFromEveryStateIT {

    /** A verb, tried on one task whatever its state. */
    enum Verb {
        PROMOTE(TaskState.PENDING, TaskState.SCHEDULED),
        ASSIGN(TaskState.ASSIGNED, TaskState.PENDING),
        CLAIM(TaskState.RUNNING, TaskState.ASSIGNED),
        COMPLETE(TaskState.SUCCEEDED, TaskState.RUNNING),
        FAIL_TO_RETRY(TaskState.SCHEDULED, TaskState.RUNNING),
        FAIL_FOR_GOOD(TaskState.FAILED, TaskState.RUNNING),
        CANCEL(TaskState.CANCELLED, TaskState.SCHEDULED, TaskState.PENDING, TaskState.ASSIGNED, TaskState.RUNNING),
        EXPIRE(TaskState.EXPIRED, TaskState.SCHEDULED, TaskState.PENDING, TaskState.ASSIGNED),
        RELEASE(TaskState.PENDING, TaskState.ASSIGNED, TaskState.RUNNING),
        RECLAIM(TaskState.PENDING, TaskState.ASSIGNED, TaskState.RUNNING),
        RETRY(TaskState.PENDING, TaskState.FAILED, TaskState.CANCELLED, TaskState.EXPIRED);

        final TaskState to;
        final List<TaskState> from;

        Verb(TaskState to, TaskState... from) {
            this.to = to;
            this.from = List.of(from);
        }

        void on(TaskId id, WorkerSession worker, Given given) {
            switch (this) {
                case PROMOTE -> {
                    if (given.redis.zscore(given.keys.due(), id.compact()) != null) {
                        given.dueNow(id);
                    }
                    given.tasks.promote();
                }
                case ASSIGN -> given.tasks.assign(worker, 10, List.of(Given.LANE));
                case CLAIM -> given.station.claim(worker, 10);
                case COMPLETE -> given.station.complete(worker, List.of(Given.success(id, 1)));
                case FAIL_TO_RETRY ->
                    given.station.fail(worker, List.of(Given.failure(id, 1, Optional.of(Duration.ofHours(1)))));
                case FAIL_FOR_GOOD -> given.station.fail(worker, List.of(Given.failure(id, 1, Optional.empty())));
                case CANCEL -> given.tasks.cancel(id);
                case EXPIRE -> {
                    if (!given.stateOf(id).isFinal()) {
                        given.expiresNow(id);
                    }
                    given.tasks.expire();
                }
                case RELEASE -> given.station.release(worker, 10, List.of(id));
                case RECLAIM -> {
                    given.leaseExpired(worker);
                    given.workers.reclaim(worker);
                }
                case RETRY -> given.tasks.retry(id);
            }
        }
    }

    static Stream<Arguments> verbsAndStates() {
        return Stream.of(Verb.values())
                .flatMap(verb -> Stream.of(TaskState.values()).map(state -> Arguments.of(verb, state)));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("verbsAndStates")
    void moves_a_task_only_where_it_may(Verb verb, TaskState from, Given given) {
        var worker = given.worker("w-1");
        var id = given.taskIn(from, worker);
        given.fsck();

        verb.on(id, worker, given);

        var expected = verb.from.contains(from) ? verb.to : from;
        assertThat(given.stateOf(id)).isEqualTo(expected);
        assertThat(expected == from || from.canBecome(expected)).isTrue();
    }

    @ParameterizedTest(name = "{0} from {1}, twice")
    @MethodSource("verbsAndStates")
    void does_no_harm_when_repeated(Verb verb, TaskState from, Given given) {
        var worker = given.worker("w-1");
        var id = given.taskIn(from, worker);
        verb.on(id, worker, given);
        var after = given.task(id);

        verb.on(id, worker, given);

        assertThat(given.task(id).state()).isEqualTo(after.state());
        assertThat(given.task(id).attempt()).isEqualTo(after.attempt());
    }
}
