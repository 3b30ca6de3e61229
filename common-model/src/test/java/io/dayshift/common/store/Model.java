package io.dayshift.common.store;

import io.dayshift.common.task.RetryPolicy;
import io.dayshift.common.task.TaskState;
import io.dayshift.common.worker.WorkerSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A crew that is played by chance, from a seed: several workers, managers without memory, kills, zombies that go on
 * reporting, replies and requests that are lost, calls that are sent twice. What it is told goes into a {@link Book}, by which
 * it is judged at the end.
 */
final class Model {

    private static final int WORKERS = 4;

    private final Given given;
    private final FaultyLink link;
    private final Random random;
    private final List<Player> crew = new ArrayList<>();
    private final List<Player> zombies = new ArrayList<>();
    private final Book book = new Book();
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
        for (var step = 0; book.accepted().size() < tasksWanted && book.faults().isEmpty(); step++) {
            step(random.nextInt(100));
            if (step % 400 == 0) {
                book.check(given);
            }
        }
        if (book.faults().isEmpty()) {
            settle();
            book.judge(given);
        }
        return book.faults();
    }

    /** How often something happened; a game in which a thing never happened proves nothing about it. */
    int times(String event) {
        return book.times(event);
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
                book.saw("sent twice");
                call.run();
            }
        } catch (StoreUnavailableException e) {
            book.saw("reply lost");
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
            book.fault("a worker could not join: " + answer);
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
            stored.placed().forEach(this::note);
            if (again.getClass() != outcome.getClass()) {
                book.fault("sent twice, a batch was answered " + outcome + " and " + again);
            }
            if (outcome instanceof Submitted.Accepted(var at, var replayed)) {
                for (var i = 0; i < batch.size(); i++) {
                    if (!replayed.containsKey(i)) {
                        book.accept(batch.get(i).id());
                    }
                }
                book.saw("replayed submit", replayed.size());
            } else {
                book.saw("conflict");
            }
        } catch (StoreUnavailableException e) {
            book.saw("reply lost");
            batch.stream()
                    .map(NewTask::id)
                    .filter(id -> given.tasks.find(id).isPresent())
                    .forEach(book::accept);
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
        return some.stream().map(player -> player.opening(random)).toList();
    }

    private void note(Placed placed) {
        switch (placed) {
            case Placed.Taken taken -> book.saw("placed", taken.ids().size());
            case Placed.Refused _ -> book.saw("refused");
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
            book.saw("resumed", missing.size());
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

    private void complete(Player player) {
        var results = player.some(random).stream()
                .map(task -> Given.success(task.getKey(), task.getValue()))
                .toList();
        if (!results.isEmpty()) {
            unreliably(() -> heard(player, results, given.station.complete(player.session, results)));
        }
    }

    private void fail(Player player) {
        var failures = player.some(random).stream()
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
            book.saw(verdicts.get(i).name());
            player.hands.remove(finish.id());
            if (verdicts.get(i) == Verdict.ACCEPTED || verdicts.get(i) == Verdict.FAILED) {
                book.ended(finish.id(), verdicts.get(i) + " attempt " + finish.attempt());
            }
        }
    }

    /** A worker dies; its zombie goes on. It is found lost, and another comes under its name. */
    private void kill(Player player) {
        book.saw("killed");
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
            book.fault("a worker that was well was reclaimed");
        }
    }

    private void cancel() {
        var accepted = book.accepted();
        if (accepted.isEmpty()) {
            return;
        }
        var id = accepted.get(Math.max(0, accepted.size() - 1 - random.nextInt(200)));
        var before = given.stateOf(id);
        if (given.tasks.cancel(id) == TaskStore.Changed.DONE && before != TaskState.CANCELLED) {
            book.saw("cancelled");
            book.ended(id, "CANCELLED");
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
}
