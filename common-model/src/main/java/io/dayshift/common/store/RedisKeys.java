package io.dayshift.common.store;

import io.dayshift.common.task.Lane;
import io.dayshift.common.task.TaskState;
import java.util.ArrayList;
import java.util.List;

/** Names every key and channel of one namespace. All share one hash tag, so all live in one slot of a cluster. */
public record RedisKeys(String namespace) {

    /** What every key begins with; the scripts compute the keys of tasks, lanes and stations from it. */
    public String prefix() {
        return '{' + namespace + "}:";
    }

    /** HASH id to record (packed, see {@code lib/record.lua}), of every task that is not forgotten. */
    public String tasks() {
        return prefix() + "tasks";
    }

    /** HASH id to the worker that has it, its session, since when, and the task's rank: tasks that are queued or run. */
    public String held() {
        return prefix() + "held";
    }

    /** SET, ids of tasks whose end somebody waits for. */
    public String awaited() {
        return prefix() + "awaited";
    }

    /** STRING, task id and fingerprint that an idempotency key stands for; lives as long as the record. */
    public String key(String key) {
        return prefix() + "key:" + key;
    }

    /** ZSET id to rank, the pending tasks of a lane. Owned by nobody. */
    public String backlog(Lane lane) {
        return prefix() + "backlog:" + lane.encoded();
    }

    /** ZSET id to rank, the tasks of a lane that are scheduled or ended in that state; an index for listing. */
    public String tasks(TaskState state, Lane lane) {
        return prefix() + "tasks:" + state + ':' + lane.encoded();
    }

    /** ZSET id to rank, the tasks that carry a label; an index for listing. */
    public String label(String label) {
        return prefix() + "label:" + label;
    }

    /** HASH lane to number of its records, in any state. */
    public String lanes() {
        return prefix() + "lanes";
    }

    /** STRING, the last rank that was given to a task. */
    public String sequence() {
        return prefix() + "sequence";
    }

    /** STRING, number of the form in which the namespace is kept. */
    public String form() {
        return prefix() + "form";
    }

    /** ZSET id to due time, the scheduled tasks. */
    public String due() {
        return prefix() + "due";
    }

    /** ZSET id to the time by which the task must have started. */
    public String expiring() {
        return prefix() + "expiring";
    }

    /** ZSET bucket to the time at which the final records in it are forgotten. */
    public String retained() {
        return prefix() + "retained";
    }

    /** HASH, counters: records by state, and totals since the namespace began. */
    public String stats() {
        return prefix() + "stats";
    }

    /** SET, ids of the workers that have a station. */
    public String workers() {
        return prefix() + "workers";
    }

    /** ZSET worker id to the end of its lease. */
    public String leases() {
        return prefix() + "leases";
    }

    /** STRING, id of the leading manager, with a TTL. */
    public String leader() {
        return prefix() + "leader";
    }

    /** HASH, a worker's session, state and description; with the next three its station. */
    public String worker(String workerId) {
        return prefix() + "worker:" + workerId;
    }

    /** LIST, the tasks assigned to a worker, oldest at the left end. */
    public String queue(String workerId) {
        return worker(workerId) + ":queue";
    }

    /** HASH id to attempt, times, rank and progress, what a worker runs. */
    public String running(String workerId) {
        return worker(workerId) + ":running";
    }

    /** LIST, a worker's record of finished work, newest at the left end, capped. */
    public String results(String workerId) {
        return worker(workerId) + ":results";
    }

    /** Channel, word for managers that an assign or promote pass may be worth it. */
    public String wakeChannel() {
        return prefix() + "wake";
    }

    /** Channel, ids of awaited tasks that ended. */
    public String endedChannel() {
        return prefix() + "ended";
    }

    /** Channel, word for a worker that there are tasks in its queue, which was empty: how many. */
    public String bellChannel(String workerId) {
        return prefix() + "bell:" + workerId;
    }

    /** Channel, ids of tasks that a worker should stop running. */
    public String cancelledChannel(String workerId) {
        return prefix() + "cancelled:" + workerId;
    }

    /** Begins the ARGV of a script that computes keys: the prefix, then those. */
    List<String> arguments(String... first) {
        var arguments = new ArrayList<String>();
        arguments.add(prefix());
        arguments.addAll(List.of(first));
        return arguments;
    }
}
