package io.dayshift.common.store;

import io.dayshift.common.task.TaskState;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks a whole namespace: each task that is not final stands in exactly one place, which agrees with its state, attempt
 * and owner; only final tasks expire; indexes and counters are right; every key is one that is known.
 */
public final class Fsck {

    private static final Pattern KNOWN =
            Pattern.compile("(task|key|backlog|tasks|label):.+|worker:[^:]+(:queue|:running|:results)?"
                    + "|lanes|sequence|due|expiring|retained|stats|workers|leases|leader");

    private final RedisCommands<String, String> redis;
    private final RedisAsyncCommands<String, String> async;
    private final RedisKeys keys;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Map<String, String>> tasks = new HashMap<>();
    private final Map<String, List<KeyValue<String, String>>> sessions = new HashMap<>();
    private final Map<String, Long> ttls = new HashMap<>();
    private final Map<String, List<String>> places = new HashMap<>();

    public Fsck(StatefulRedisConnection<String, String> connection, RedisKeys keys) {
        this.redis = connection.sync();
        this.async = connection.async();
        this.keys = keys;
    }

    /** Everything that is wrong, in words; empty when nothing is. */
    public List<String> faults() {
        var all = allKeys();
        readTasks(all);
        all.forEach(this::readKey);
        tasks.forEach(this::checkTask);
        places.keySet().stream()
                .filter(id -> !tasks.containsKey(id))
                .forEach(id -> faults.add(id + " stands in " + places.get(id) + " and has no record"));
        checkCounters();
        return faults;
    }

    private TreeSet<String> allKeys() {
        var found = new TreeSet<String>();
        ScanCursor cursor = ScanCursor.INITIAL;
        var match = ScanArgs.Builder.matches(keys.prefix().replace("{", "\\{") + "*")
                .limit(10_000);
        do {
            KeyScanCursor<String> page = redis.scan(cursor, match);
            found.addAll(page.getKeys());
            cursor = page;
        } while (!cursor.isFinished());
        return found;
    }

    /** Reads all records with their TTLs, the calls on their way at once. */
    private void readTasks(TreeSet<String> all) {
        var records = new TreeMap<String, RedisFuture<Map<String, String>>>();
        var lives = new TreeMap<String, RedisFuture<Long>>();
        all.stream().filter(key -> key.startsWith(keys.prefix() + "task:")).forEach(key -> {
            var id = key.substring((keys.prefix() + "task:").length());
            records.put(id, async.hgetall(key));
            lives.put(id, async.ttl(key));
        });
        records.forEach(
                (id, record) -> tasks.put(id, record.toCompletableFuture().join()));
        lives.forEach((id, ttl) -> ttls.put(id, ttl.toCompletableFuture().join()));
    }

    private void readKey(String key) {
        var name = key.substring(keys.prefix().length());
        if (!KNOWN.matcher(name).matches()) {
            faults.add("the key " + name + " is not one that is known");
        }
        if (name.startsWith("backlog:")) {
            redis.zrange(key, 0, -1).forEach(id -> stands(id, "PENDING " + name.substring("backlog:".length())));
        } else if (name.equals("due")) {
            redis.zrange(key, 0, -1).forEach(id -> stands(id, "SCHEDULED"));
        } else if (name.endsWith(":queue")) {
            redis.lrange(key, 0, -1).forEach(id -> stands(id, "ASSIGNED " + name.split(":")[1]));
        } else if (name.endsWith(":running")) {
            redis.hgetall(key).forEach((id, attempt) -> stands(id, "RUNNING " + name.split(":")[1] + " " + attempt));
        } else if (name.startsWith("tasks:SCHEDULED:")) {
            redis.zrange(key, 0, -1).forEach(id -> stands(id, "index " + name));
        } else if (name.startsWith("tasks:")) {
            redis.zrange(key, 0, -1).forEach(id -> stands(id, name.split(":")[1] + " " + name.split(":", 3)[2]));
        } else if (name.equals("retained")) {
            redis.zrange(key, 0, -1).forEach(id -> stands(id, "index retained"));
        }
    }

    private void stands(String id, String place) {
        places.computeIfAbsent(id, unused -> new ArrayList<>()).add(place);
    }

    private void checkTask(String id, Map<String, String> task) {
        var state = TaskState.valueOf(task.get("state"));
        var expected = new TreeSet<String>();
        switch (state) {
            case SCHEDULED -> {
                expected.add("SCHEDULED");
                expected.add("index tasks:SCHEDULED:" + task.get("lane"));
            }
            case PENDING -> expected.add("PENDING " + task.get("lane"));
            case ASSIGNED -> expected.add("ASSIGNED " + task.get("workerId"));
            case RUNNING -> expected.add("RUNNING " + task.get("workerId") + " " + task.get("attempt"));
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> {
                expected.add(state + " " + task.get("lane"));
                expected.add("index retained");
            }
        }
        var found = places.getOrDefault(id, List.of());
        if (found.size() != expected.size() || !expected.containsAll(found)) {
            faults.add(id + " is " + state + " and stands in " + found + " instead of " + expected);
        }
        checkRest(id, state, task);
    }

    private void checkRest(String id, TaskState state, Map<String, String> task) {
        var ttl = ttls.get(id);
        if (state.isFinal() == ttl < 0) {
            faults.add(id + " is " + state + " and has the TTL " + ttl);
        }
        if (state == TaskState.ASSIGNED || state == TaskState.RUNNING) {
            var held = sessions.computeIfAbsent(
                    task.get("workerId"), worker -> redis.hmget(keys.worker(worker), "session", "lostSession"));
            if (held.stream().noneMatch(session -> session.getValueOrElse("").equals(task.get("session")))) {
                faults.add(id + " is " + state + " under a session that its worker does not hold");
            }
        }
        var key = task.get("key");
        if (key != null && !String.valueOf(redis.get(keys.key(key))).startsWith(id + " ")) {
            faults.add(id + " has a key that does not lead to it");
        }
    }

    private void checkCounters() {
        var stats = redis.hgetall(keys.stats());
        for (var state : TaskState.values()) {
            var counted = tasks.values().stream()
                    .filter(task -> task.get("state").equals(state.name()))
                    .count();
            if (Long.parseLong(stats.getOrDefault(state.name(), "0")) != counted) {
                faults.add("stats count " + stats.get(state.name()) + " " + state + " of " + counted);
            }
        }
        var lanes = new HashMap<String, Long>();
        tasks.values().forEach(task -> lanes.merge(task.get("lane"), 1L, Long::sum));
        var kept = new HashMap<String, Long>();
        redis.hgetall(keys.lanes()).forEach((lane, records) -> kept.put(lane, Long.valueOf(records)));
        if (!lanes.equals(kept)) {
            faults.add("lanes count " + kept + " instead of " + lanes);
        }
    }
}
