package io.dayshift.common.store;

import io.dayshift.common.task.TaskState;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks a whole namespace: each task that is not final stands in exactly one place, under a session that its worker holds;
 * each that is final stands in the listing and among those to be forgotten; indexes and counters are right; every key is
 * one that is known.
 */
public final class Fsck {

    private static final Pattern KNOWN = Pattern.compile("(key|backlog|tasks|label|retained):.+"
            + "|worker:[^:]+(:queue|:running|:results)?"
            + "|form|tasks|held|awaited|lanes|sequence|due|expiring|retained|stats|workers|leases|leader");
    private static final Script READ = Script.load("fsck");
    private static final int AT_ONCE = 1000;

    private final RedisCommands<String, String> redis;
    private final RedisKeys keys;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Row> tasks = new HashMap<>();
    private final Map<String, List<String>> places = new HashMap<>();
    private final Map<String, String> holds = new HashMap<>();
    private final Map<String, Set<String>> buckets = new HashMap<>();
    private final Map<TaskState, Long> states = new EnumMap<>(TaskState.class);

    private record Row(String state, String lane, String key, String bucket, String payload) {}

    public Fsck(StatefulRedisConnection<String, String> connection, RedisKeys keys) {
        this.redis = connection.sync();
        this.keys = keys;
    }

    /** Everything that is wrong, in words; empty when nothing is. */
    public List<String> faults() {
        readTasks();
        allKeys().forEach(this::readKey);
        tasks.forEach(this::checkTask);
        places.keySet().stream()
                .filter(id -> !tasks.containsKey(id))
                .forEach(id -> faults.add(id + " stands in " + places.get(id) + " and has no record"));
        holds.keySet().stream()
                .filter(id -> places.getOrDefault(id, List.of()).stream().noneMatch(Fsck::isHeld))
                .forEach(id -> faults.add(id + " is held and in no worker's hands"));
        checkCounters();
        return faults;
    }

    /** The payload of every task that has a record, as text; empty for none. */
    public Map<String, String> payloads() {
        readTasks();
        var payloads = new HashMap<String, String>();
        tasks.forEach((id, row) -> payloads.put(id, row.payload()));
        return payloads;
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

    private void readTasks() {
        var ids = redis.hkeys(keys.tasks());
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            readTasks(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
        }
    }

    private void readTasks(List<String> ids) {
        var arguments = keys.arguments(ids.toArray(String[]::new));
        List<Object> values = redis.eval(
                READ.source(), ScriptOutputType.MULTI, new String[] {keys.stats()}, arguments.toArray(String[]::new));
        var answer = new Answer("fsck", values);
        for (var i = 0; i < ids.size(); i++) {
            var row = answer.nested(i + 1);
            if (row.size() == 0) {
                faults.add(ids.get(i) + " has a record that is none");
            } else {
                tasks.put(ids.get(i), new Row(row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)));
            }
        }
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
            redis.hkeys(key).forEach(id -> stands(id, "RUNNING " + name.split(":")[1]));
        } else if (name.startsWith("tasks:SCHEDULED:")) {
            redis.zrange(key, 0, -1).forEach(id -> stands(id, "index " + name));
        } else if (name.startsWith("tasks:")) {
            redis.zrange(key, 0, -1).forEach(id -> stands(id, name.split(":")[1] + " " + name.split(":", 3)[2]));
        } else if (name.equals("expiring")) {
            redis.zrange(key, 0, -1).forEach(this::checkExpires);
        } else if (name.startsWith("label:")) {
            redis.zrange(key, 0, -1).forEach(id -> checkLeads(name, id));
        } else if (name.startsWith("key:")) {
            checkLeads(name, String.valueOf(redis.get(key)).split(" ")[0]);
        } else if (name.equals("awaited")) {
            redis.smembers(key).forEach(this::checkWaits);
        } else if (name.equals("held")) {
            holds.putAll(redis.hgetall(key));
        } else if (name.startsWith("retained:")) {
            buckets.put(name.substring("retained:".length()), new HashSet<>(redis.lrange(key, 0, -1)));
        }
    }

    private void checkLeads(String name, String id) {
        if (!tasks.containsKey(id)) {
            faults.add(name + " leads to " + id + ", of which there is no record");
        }
    }

    private void checkExpires(String id) {
        var task = tasks.get(id);
        if (task == null || !task.state().isEmpty()) {
            faults.add(id + " is to expire and has ended, or is not there");
        }
    }

    private void checkWaits(String id) {
        var task = tasks.get(id);
        if (task != null && !task.state().isEmpty()) {
            faults.add(id + " has ended, and its end is waited for");
        }
    }

    private void stands(String id, String place) {
        places.computeIfAbsent(id, unused -> new ArrayList<>()).add(place);
    }

    private void checkTask(String id, Row task) {
        var found = places.getOrDefault(id, List.of());
        if (task.state().isEmpty()) {
            checkOpen(id, task, found);
        } else {
            checkFinal(id, task, found);
        }
        if (!task.key().isEmpty()
                && !String.valueOf(redis.get(keys.key(task.key()))).startsWith(id + " ")) {
            faults.add(id + " has a key that does not lead to it");
        }
    }

    private void checkOpen(String id, Row task, List<String> found) {
        var place = found.isEmpty() ? "nowhere" : found.getFirst();
        var scheduled = place.equals("SCHEDULED") || place.startsWith("index tasks:SCHEDULED");
        var expected = scheduled ? Set.of("SCHEDULED", "index tasks:SCHEDULED:" + task.lane()) : Set.of(place);
        if (place.startsWith("PENDING") && !place.equals("PENDING " + task.lane())
                || found.isEmpty()
                || found.size() != expected.size()
                || !expected.containsAll(found)) {
            faults.add(id + " is not final, of lane " + task.lane() + ", and stands in " + found);
            return;
        }
        states.merge(TaskState.valueOf(scheduled ? "SCHEDULED" : place.split(" ")[0]), 1L, Long::sum);
        if (isHeld(place)) {
            checkHold(id, place);
        }
    }

    private static boolean isHeld(String place) {
        return place.startsWith("ASSIGNED") || place.startsWith("RUNNING");
    }

    private void checkHold(String id, String place) {
        var hold = holds.getOrDefault(id, "nobody no-session").split(" ");
        if (!place.endsWith(' ' + hold[0])) {
            faults.add(id + " stands in " + place + " and is held by " + hold[0]);
        }
        var sessions = redis.hmget(keys.worker(hold[0]), "session", "lostSession");
        if (sessions.stream().noneMatch(session -> session.getValueOrElse("").equals(hold[1]))) {
            faults.add(id + " stands in " + place + " under a session that its worker does not hold");
        }
    }

    private void checkFinal(String id, Row task, List<String> found) {
        states.merge(TaskState.valueOf(task.state()), 1L, Long::sum);
        if (!found.equals(List.of(task.state() + ' ' + task.lane()))) {
            faults.add(id + " is " + task.state() + " of lane " + task.lane() + " and stands in " + found);
        }
        if (!buckets.getOrDefault(task.bucket(), Set.of()).contains(id)) {
            faults.add(id + " is " + task.state() + " and would never be forgotten");
        }
    }

    /** A total never counts less than there are records of it; what was forgotten is counted there only. */
    private void checkTotal(Map<String, String> stats, String state, String total) {
        if (Long.parseLong(stats.getOrDefault(total, "0")) < Long.parseLong(stats.getOrDefault(state, "0"))) {
            faults.add("stats count " + stats.get(total) + " " + total + " and " + stats.get(state) + " " + state);
        }
    }

    private void checkCounters() {
        var stats = redis.hgetall(keys.stats());
        for (var state : TaskState.values()) {
            var counted = states.getOrDefault(state, 0L);
            if (Long.parseLong(stats.getOrDefault(state.name(), "0")) != counted) {
                faults.add("stats count " + stats.get(state.name()) + " " + state + " of " + counted);
            }
        }
        checkTotal(stats, "SUCCEEDED", "succeeded");
        var lanes = new HashMap<String, Long>();
        tasks.values().forEach(task -> lanes.merge(task.lane(), 1L, Long::sum));
        var kept = new HashMap<String, Long>();
        redis.hgetall(keys.lanes()).forEach((lane, records) -> kept.put(lane, Long.valueOf(records)));
        if (!lanes.equals(kept)) {
            faults.add("lanes count " + kept + " instead of " + lanes);
        }
    }
}
