package io.dayshift.common.store;

import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskId;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.WorkerSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * A crew that is played by chance, from a seed: several workers, managers without memory, kills, zombies that go on
 * reporting, replies and requests that are lost, calls that are sent twice. It keeps a book of what it was told, by which
 * it judges at the end.
 */
final class Model {

    /** What a worker knows of itself. A killed one lives on as a zombie, which never hears that it is dead. */
    private static final class Player {
        final WorkerSession session;
        final Map<TaskId, Integer> hands = new LinkedHashMap<>();

        Player(String id) {
            this.session = new WorkerSession(id, UUID.randomUUID().toString());
        }
    }

    private static final int WORKERS = 4;

    private final Given given;
    private final FaultyLink link;
    private final Random random;
    private final List<Player> crew = new ArrayList<>();
    private final List<Player> zombies = new ArrayList<>();
    private final List<TaskId> accepted = new ArrayList<>();
    private final Map<TaskId, String> ends = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final int tasksWanted;

    Model(Given given, FaultyLink link, long seed, int tasksWanted) {
        this.given = given;
        this.link = link;
        this.random = new Random(seed);
        this.tasksWanted = tasksWanted;
    }

    /** Plays until all tasks were submitted and ended, or something is wrong; returns what is. */
    List<String> play() {
        for (var i = 0; i < WORKERS; i++) {
            crew.add(join("w-" + i));
        }
        for (var step = 0; accepted.size() < tasksWanted && faults.isEmpty(); step++) {
            step(random.nextInt(100));
            if (step % 400 == 0) {
                faults.addAll(new Fsck(given.connection, given.keys).faults());
            }
        }
        if (faults.isEmpty()) {
            settle();
            judge();
        }
        return faults;
    }

    /** How often something happened; a game in which a thing never happened proves nothing about it. */
    int times(String event) {
        return seen.getOrDefault(event, 0);
    }

    private void saw(String event) {
        seen.merge(event, 1, Integer::sum);
    }

    private void step(int dice) {
        var player = crew.get(random.nextInt(crew.size()));
        if (dice < 22) {
            submit();
        } else if (dice < 44) {
            // Now and then nobody is left waiting, so that openings count.
            var bound = random.nextInt(3) == 0 ? 2000 : 30;
            unreliably(() -> given.tasks.assign(player.session, bound, List.of(Given.LANE)));
        } else if (dice < 60) {
            unreliably(() -> claim(player));
        } else if (dice < 80) {
            finish(player);
        } else if (dice < 86) {
            unreliably(() -> resume(player));
        } else if (dice < 90) {
            unreliably(given.tasks::promote);
        } else if (dice < 93) {
            report(zombie());
        } else if (dice < 95) {
            kill(player);
        } else if (dice < 97) {
            cancel();
        } else if (dice < 98) {
            unreliably(() -> given.station.release(player.session, 5, List.of()));
        } else if (dice < 99) {
            falseAlarm(player);
        } else {
            unreliably(given.tasks::expire);
        }
    }

    /** Does something, now and then twice, and now and then without hearing of its outcome. */
    private void unreliably(Runnable call) {
        var luck = random.nextInt(20);
        try {
            call.run();
            if (luck == 0) {
                saw("sent twice");
                call.run();
            }
        } catch (StoreUnavailableException e) {
            saw("reply lost");
        }
    }

    private Player join(String id) {
        var player = new Player(id);
        var registration = Given.registration(player.session);
        var answer = given.workers.register(registration);
        if (answer instanceof Registered.Leftover(var session)) {
            given.workers.reclaim(new WorkerSession(id, session));
            answer = given.workers.register(registration);
        }
        if (!(answer instanceof Registered.Open)) {
            faults.add("a worker could not join: " + answer);
        }
        return player;
    }

    private void submit() {
        var batch = new ArrayList<NewTask>();
        for (var i = random.nextInt(40); i >= 0; i--) {
            batch.add(Given.newTask(Given.spec(spec -> {
                spec.delay = random.nextInt(5) == 0 ? Duration.ofMillis(1 + random.nextInt(20)) : null;
                spec.expiresIn = random.nextInt(30) == 0 ? Duration.ofMillis(50) : null;
                spec.key = random.nextInt(4) == 0 ? "key-" + random.nextInt(2000) : null;
                spec.retry = new RetryPolicy(1 + random.nextInt(4), Duration.ZERO, 1, Duration.ZERO);
                return spec;
            })));
        }
        try {
            var openings = openings();
            var stored = given.tasks.submit(List.of(batch), openings);
            var outcome = stored.outcomes().getFirst();
            var again = random.nextInt(10) == 0
                    ? given.tasks.submit(List.of(batch), openings).outcomes().getFirst()
                    : outcome;
            stored.placed().forEach(this::saw);
            if (again.getClass() != outcome.getClass()) {
                faults.add("sent twice, a batch was answered " + outcome + " and " + again);
            }
            if (outcome instanceof Submitted.Accepted(var at, var replayed)) {
                for (var i = 0; i < batch.size(); i++) {
                    if (!replayed.containsKey(i)) {
                        accepted.add(batch.get(i).id());
                    }
                }
                seen.merge("replayed submit", replayed.size(), Integer::sum);
            } else {
                saw("conflict");
            }
        } catch (StoreUnavailableException e) {
            saw("reply lost");
            batch.stream()
                    .map(NewTask::id)
                    .filter(id -> given.tasks.find(id).isPresent())
                    .forEach(accepted::add);
        }
    }

    /** None, those of some who are there, or first that of one who is not any more. */
    private List<Opening> openings() {
        if (random.nextInt(4) == 0) {
            return List.of();
        }
        var some = new ArrayList<>(crew.subList(0, 1 + random.nextInt(2)));
        if (zombie() instanceof Player gone && random.nextBoolean()) {
            some.addFirst(gone);
        }
        return some.stream()
                .map(player ->
                        new Opening(player.session, 1 + random.nextInt(60), Map.of(Given.LANE, 1 + random.nextInt(30))))
                .toList();
    }

    private void saw(Placed placed) {
        switch (placed) {
            case Placed.Taken taken -> seen.merge("placed", taken.ids().size(), Integer::sum);
            case Placed.Refused _ -> saw("refused");
        }
    }

    private void claim(Player player) {
        if (given.station.claim(player.session, 1 + random.nextInt(20))
                instanceof Claimed.Tasks(var _, var _, var claimed)) {
            claimed.forEach(task -> player.hands.put(task.id(), task.attempt()));
        }
    }

    private void resume(Player player) {
        var own = List.copyOf(player.hands.keySet());
        if (given.station.resume(player.session, own) instanceof Resumed.Difference(var gone, var missing)) {
            gone.forEach(player.hands::remove);
            missing.forEach(task -> player.hands.put(task.id(), task.attempt()));
            seen.merge("resumed", missing.size(), Integer::sum);
        }
    }

    private void finish(Player player) {
        if (random.nextInt(3) == 0) {
            fail(player);
        } else {
            complete(player);
        }
    }

    /** A zombie does not know that it is dead: it reports what it had in hand, and reaches for more. */
    private void report(Player zombie) {
        if (zombie != null && random.nextInt(4) == 0) {
            unreliably(() -> claim(zombie));
        } else if (zombie != null) {
            finish(zombie);
        }
    }

    private Player zombie() {
        return zombies.isEmpty() ? null : zombies.get(random.nextInt(zombies.size()));
    }

    private List<Map.Entry<TaskId, Integer>> some(Player player) {
        var some = new ArrayList<>(player.hands.entrySet());
        Collections.shuffle(some, random);
        return some.subList(0, Math.min(some.size(), 1 + random.nextInt(20)));
    }

    private void complete(Player player) {
        var results = some(player).stream()
                .map(task -> Given.success(task.getKey(), task.getValue()))
                .toList();
        if (!results.isEmpty()) {
            unreliably(() -> heard(player, results, given.station.complete(player.session, results)));
        }
    }

    private void fail(Player player) {
        var failures = some(player).stream()
                .map(task -> Given.failure(
                        task.getKey(),
                        task.getValue(),
                        random.nextInt(8) == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(random.nextInt(10)))))
                .toList();
        if (!failures.isEmpty()) {
            unreliably(() -> heard(player, failures, given.station.fail(player.session, failures)));
        }
    }

    private void heard(Player player, List<? extends Finish> finishes, List<Verdict> verdicts) {
        for (var i = 0; i < finishes.size(); i++) {
            var finish = finishes.get(i);
            saw(verdicts.get(i).name());
            player.hands.remove(finish.id());
            if (verdicts.get(i) == Verdict.ACCEPTED || verdicts.get(i) == Verdict.FAILED) {
                ended(finish.id(), verdicts.get(i) + " attempt " + finish.attempt());
            }
        }
    }

    private void ended(TaskId id, String how) {
        var before = ends.put(id, how);
        if (before != null) {
            faults.add(id + " ended twice: " + before + ", then " + how);
        }
    }

    /** A worker dies; its zombie goes on. It is found lost, and another comes under its name. */
    private void kill(Player player) {
        saw("killed");
        zombies.add(player);
        given.leaseExpired(player.session);
        if (random.nextBoolean()) {
            given.workers.reclaim(player.session);
        }
        crew.set(crew.indexOf(player), join(player.session.workerId()));
    }

    /** Somebody tries to reclaim a worker that is well. */
    private void falseAlarm(Player player) {
        if (!(given.workers.reclaim(player.session) instanceof Reclaimed.Alive)) {
            faults.add("a worker that was well was reclaimed");
        }
    }

    private void cancel() {
        if (accepted.isEmpty()) {
            return;
        }
        var id = accepted.get(Math.max(0, accepted.size() - 1 - random.nextInt(200)));
        var before = given.stateOf(id);
        if (given.tasks.cancel(id) == TaskStore.Changed.DONE && before != TaskState.CANCELLED) {
            saw("cancelled");
            ended(id, "CANCELLED");
        }
    }

    /** No more faults: everybody works until nothing is left. */
    private void settle() {
        link.calm();
        zombies.forEach(this::complete);
        for (var pass = 0; pass < 5000 && unfinished() > 0; pass++) {
            given.tasks.promote();
            given.tasks.expire();
            for (var player : crew) {
                given.tasks.assign(player.session, 500, List.of(Given.LANE));
                claim(player);
                resume(player);
                complete(player);
            }
        }
    }

    private long unfinished() {
        var stats = given.listing.stats();
        return List.of(TaskState.SCHEDULED, TaskState.PENDING, TaskState.ASSIGNED, TaskState.RUNNING).stream()
                .mapToLong(state -> stats.getOrDefault(state.name(), 0L))
                .sum();
    }

    private void judge() {
        faults.addAll(new Fsck(given.connection, given.keys).faults());
        for (var id : accepted) {
            var task = given.tasks.find(id);
            if (task.isEmpty()) {
                faults.add(id + " is lost");
            } else if (!task.get().state().isFinal()) {
                faults.add(id + " has not ended: " + task.get().state());
            } else {
                judge(id, task.get());
            }
        }
    }

    private void judge(TaskId id, io.dayshift.common.task.Task task) {
        var end = ends.getOrDefault(id, "");
        var result = task.result();
        if (end.startsWith("ACCEPTED")
                && (result == null || !end.endsWith(" " + result.text().replaceAll("\\D", "")))) {
            faults.add(id + " was told " + end + " and has the result " + result);
        }
        if (end.equals("CANCELLED") && task.state() != TaskState.CANCELLED) {
            faults.add(id + " was cancelled and is " + task.state());
        }
        if (task.attempt() > task.maxAttempts()) {
            faults.add(id + " had " + task.attempt() + " attempts of " + task.maxAttempts());
        }
    }
}
