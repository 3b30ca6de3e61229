package io.dayshift.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.common.task.Json;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.Worker;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else has written into the namespace: what is no task is put aside, and no task is lost for it. */
@RedisTest
class GarbageIT {

    /** What is no task. */
    enum Garbage {
        /** An id of which there is no record. */
        UNKNOWN {
            @Override
            void put(Given given, TaskId id) {}
        },
        /** A record that is something else. */
        WRONG_TYPE {
            @Override
            void put(Given given, TaskId id) {
                given.redis.hset(given.keys.tasks(), id.compact(), "not a record");
            }
        },
        /** A record that ends before it should: an array of eleven, of which two are there. */
        CUT_SHORT {
            @Override
            void put(Given given, TaskId id) {
                putRecord(given, id, "string.char(0x9b) .. cmsgpack.pack(false, 'a:b:5')");
            }
        },
        /** A record of fields that nobody knows: a map of one, "a" to "b". */
        UNKNOWN_FIELDS {
            @Override
            void put(Given given, TaskId id) {
                putRecord(given, id, "cmsgpack.pack({ a = 'b' })");
            }
        };

        abstract void put(Given given, TaskId id);

        /** Has Lua make what stands in the place of a record. */
        private static void putRecord(Given given, TaskId id, String lua) {
            given.redis.eval(
                    "return redis.call('HSET', KEYS[1], ARGV[1], " + lua + ")",
                    ScriptOutputType.INTEGER,
                    new String[] {given.keys.tasks()},
                    id.compact());
        }

        TaskId in(Given given) {
            var id = new TaskId(UUID.randomUUID().toString());
            put(given, id);
            return id;
        }

        void remove(Given given, TaskId id) {
            given.redis.hdel(given.keys.tasks(), id.compact());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_lane_goes_on_behind_it(Garbage garbage, Given given) {
        var worker = given.worker("w-1");
        var id = garbage.in(given);
        given.redis.zadd(given.keys.backlog(Given.LANE), 0, id.compact());
        var task = given.pending();

        given.tasks.assign(worker, 10, List.of(Given.LANE));
        var claimed = given.claimed(worker, 10);

        assertThat(claimed).extracting(ClaimedTask::id).containsExactly(task);
        assertThat(quarantined(given)).isEqualTo(1);
        garbage.remove(given, id);
    }

    @ParameterizedTest
    @EnumSource
    void a_queue_goes_on_behind_it(Garbage garbage, Given given) {
        var worker = given.worker("w-1");
        var id = garbage.in(given);
        given.redis.rpush(given.keys.queue("w-1"), id.compact());
        var task = given.assignedTo(worker, spec -> spec);

        var claimed = given.claimed(worker, 10);

        assertThat(claimed).extracting(ClaimedTask::id).containsExactly(task);
        assertThat(quarantined(given)).isEqualTo(1);
        garbage.remove(given, id);
    }

    @ParameterizedTest
    @EnumSource
    void due_tasks_are_promoted_beside_it(Garbage garbage, Given given) {
        var id = garbage.in(given);
        var task = given.taskIn(TaskState.SCHEDULED, given.worker("w-1"));
        given.dueNow(id);
        given.dueNow(task);

        given.tasks.promote();

        assertThat(given.stateOf(task)).isEqualTo(TaskState.PENDING);
        assertThat(given.redis.zscore(given.keys.due(), id.compact())).isNull();
        garbage.remove(given, id);
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_workers_tasks_are_taken_back_beside_it(Garbage garbage, Given given) {
        var worker = given.worker("w-1");
        var running = given.runningOn(worker, spec -> spec);
        var assigned = given.assignedTo(worker, spec -> spec);
        var id = garbage.in(given);
        given.redis.rpush(given.keys.queue("w-1"), id.compact());
        given.redis.hset(given.keys.running("w-1"), id.compact(), "1");
        given.leaseExpired(worker);

        given.workers.reclaim(worker);

        assertThat(List.of(given.stateOf(running), given.stateOf(assigned))).containsOnly(TaskState.PENDING);
        garbage.remove(given, id);
    }

    @ParameterizedTest
    @EnumSource
    void a_worker_is_not_told_to_run_it(Garbage garbage, Given given) {
        var worker = given.worker("w-1");
        var task = given.runningOn(worker, spec -> spec);
        var id = garbage.in(given);
        given.redis.hset(given.keys.running("w-1"), id.compact(), "1");

        var resumed = given.station.resume(worker, List.of());

        assertThat(resumed)
                .isInstanceOfSatisfying(
                        Resumed.Difference.class,
                        difference -> assertThat(difference.missing())
                                .extracting(ClaimedTask::id)
                                .containsExactly(task));
        given.redis.hdel(given.keys.running("w-1"), id.compact());
        garbage.remove(given, id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 2 3",
                "one 2 3 4",
                "1e0 2 3 4",
                "1 two 3 4",
                "1 2.5 3 4",
                "1 nan 3 4",
                "1 2 inf 4",
                "1 2 3 four",
                "1 2 3 four 10",
                "1 2 3 nan",
                "1 2 3 -4",
                "1 2 3 4\n"
            })
    void what_is_no_run_takes_no_result_and_keeps_none_of_the_others_back(String run, Given given) {
        var worker = given.worker("w-1");
        var task = given.runningOn(worker, spec -> spec);
        var other = given.runningOn(worker, spec -> spec);
        var known = given.redis.hget(given.keys.running("w-1"), task.compact());
        given.redis.hset(given.keys.running("w-1"), task.compact(), run);

        var verdicts = given.station.complete(
                worker, List.of(new Finish.Success(task, 1, Json.NULL), new Finish.Success(other, 1, Json.NULL)));

        assertThat(verdicts).containsExactly(Verdict.FENCED, Verdict.ACCEPTED);
        given.redis.hset(given.keys.running("w-1"), task.compact(), known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " garbage", " 1", " 1 2 3", " 1 nan"})
    void what_is_no_hold_is_put_aside_and_keeps_none_of_the_others_back(String rest, Given given) {
        var worker = given.worker("w-1");
        var task = given.assignedTo(worker, spec -> spec);
        var other = given.assignedTo(worker, spec -> spec);
        var known = given.redis.hget(given.keys.held(), task.compact());
        given.redis.hset(given.keys.held(), task.compact(), "w-1 " + worker.session() + rest);

        var claimed = given.claimed(worker, 10);

        assertThat(claimed).extracting(ClaimedTask::id).containsExactly(other);
        assertThat(quarantined(given)).isEqualTo(1);
        given.redis.hset(given.keys.held(), task.compact(), known);
        given.redis.lpush(given.keys.queue("w-1"), task.compact());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":queue", ":running"})
    void the_crew_goes_on_beside_a_station_that_is_none(String part, Given given) {
        given.worker("w-1");
        given.worker("w-2");
        var torn = given.keys.worker("w-1") + part;
        given.redis.del(torn);
        given.redis.set(torn, "not a station");

        var survey = given.workers.survey();

        assertThat(survey.crew()).extracting(Worker::id).containsExactly("w-2");
        given.redis.del(torn);
    }

    private static long quarantined(Given given) {
        return Long.parseLong(given.redis.hget(given.keys.stats(), "quarantined"));
    }
}
