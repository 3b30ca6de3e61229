package io.dayshift.systemtests.liveness;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Waiting;
import io.dayshift.systemtests.faults.Stage;
import io.dayshift.systemtests.faults.effect.EffectHandler;
import io.dayshift.systemtests.faults.history.Event.Deed;
import io.dayshift.systemtests.faults.history.Event.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Kills busy workers, one after the other, and takes the time until a task that one was running begins elsewhere. */
final class Kills {

    private static final int TASKS = 24;
    private static final int BUSY = 4;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String TASK =
            "{\"type\":\"%s\",\"payload\":{\"n\":0,\"ms\":2500,\"failures\":0,\"stubborn\":false},\"retry\":{\"maxAttempts\":100}}"
                    .formatted(EffectHandler.TYPE);

    private final Stage stage;
    private final Api api;
    private final Random random = new Random(1);

    /** What each worker runs: task ids. */
    private final Map<String, Set<String>> running = new HashMap<>();

    Kills(Stage stage) {
        this.stage = stage;
        this.api = new Api(stage.managers().firstEntry().getValue());
    }

    /** Kills that often; returns how long each took to be made good. */
    List<Duration> make(int times) {
        var took = new ArrayList<Duration>();
        var workers = stage.cast().workerNames();
        for (var i = 0; i < times; i++) {
            took.add(kill(workers.get(i % workers.size())));
        }
        return took;
    }

    private Duration kill(String victim) {
        api.submitAll(Collections.nCopies(TASKS, TASK));
        expect(Waiting.until(LONG, () -> isBusy(victim)), victim + " has nothing to do");
        // Somewhere between two renewals of its lease.
        LockSupport.parkNanos(random.nextLong(Duration.ofSeconds(1).toNanos()));
        look();
        var lost = Set.copyOf(running.getOrDefault(victim, Set.of()));
        var at = System.nanoTime();
        stage.actor(victim).kill();
        running.remove(victim);
        var begun = new ArrayList<Long>();
        expect(
                Waiting.until(LONG, () -> {
                    firstBegun(lost, victim, at).ifPresent(begun::add);
                    return !begun.isEmpty();
                }),
                "what " + victim + " ran is not run again");
        stage.actor(victim).start();
        stage.actor(victim).awaitReady();
        return Duration.ofNanos(begun.getFirst() - at);
    }

    private static void expect(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalStateException(otherwise);
        }
    }

    private boolean isBusy(String worker) {
        look();
        return running.getOrDefault(worker, Set.of()).size() >= BUSY;
    }

    private OptionalLong firstBegun(Set<String> lost, String victim, long at) {
        return look().stream()
                .filter(effect -> effect.deed() == Deed.START
                        && effect.at() > at
                        && lost.contains(effect.id())
                        && !effect.worker().equals(victim))
                .mapToLong(Effect::at)
                .min();
    }

    /** Reads what the handlers have written down meanwhile. */
    private List<Effect> look() {
        var news = stage.news().stream()
                .filter(Effect.class::isInstance)
                .map(Effect.class::cast)
                .toList();
        news.forEach(effect -> {
            var own = running.computeIfAbsent(effect.worker(), _ -> new HashSet<>());
            if (effect.deed() == Deed.START) {
                own.add(effect.id());
            } else {
                own.remove(effect.id());
            }
        });
        return news;
    }
}
