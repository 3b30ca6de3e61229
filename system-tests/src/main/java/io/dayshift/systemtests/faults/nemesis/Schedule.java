package io.dayshift.systemtests.faults.nemesis;

import io.dayshift.systemtests.faults.Link;
import io.dayshift.systemtests.faults.nemesis.Kind.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Draws faults and their targets; the same seed draws the same. Nothing is harmed twice at once. */
public final class Schedule {

    /** Rest after a fault of the whole crew, for which all others wait. */
    private static final Duration RECOVERY = Duration.ofSeconds(4);

    /** A process that was started again needs so long until it is worth being harmed again. */
    private static final Duration START = Duration.ofSeconds(8);

    /** Between two faults of a short run. */
    private static final Duration SPACE = Duration.ofSeconds(3);

    private final Random random;
    private final Map<Scope, List<String>> targets = new HashMap<>();
    private final Map<String, Duration> busyUntil = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private Duration next = Duration.ofSeconds(1);

    private Schedule(long seed, List<String> managers, List<String> workers, Collection<Link> links) {
        this.random = new Random(seed);
        targets.put(Scope.MANAGER, managers);
        targets.put(Scope.WORKER, workers);
        targets.put(Scope.LINK, links.stream().map(Link::toString).toList());
        targets.put(Scope.REDIS, List.of("redis"));
        targets.put(Scope.MACHINE, List.of("machine"));
    }

    /** The faults that a short run has: each of those that matter most, long enough to be felt. */
    public static List<Fault> smoke(long seed, List<String> managers, List<String> workers, Collection<Link> links) {
        var schedule = new Schedule(seed, managers, workers, links);
        for (var act : List.of(
                Map.entry(Kind.WORKER_PAUSED, 6000),
                Map.entry(Kind.CALLERS_LOSE_REPLIES, 3000),
                Map.entry(Kind.SCRIPTS_FLUSHED, 0),
                Map.entry(Kind.WORKER_LOSES_REPLIES, 2500),
                Map.entry(Kind.WORKER_KILLED, 0),
                Map.entry(Kind.MANAGER_KILLED, 0),
                Map.entry(Kind.CONNECTIONS_KILLED, 0),
                Map.entry(Kind.WORKER_PAUSED, 2000),
                Map.entry(Kind.WORKER_CUT_FROM_REDIS, 6000),
                Map.entry(Kind.WORKER_CUT_FROM_MANAGERS, 5000),
                Map.entry(Kind.REDIS_KILLED, 1000))) {
            schedule.addNext(act.getKey(), Duration.ofMillis(act.getValue()));
        }
        return schedule.faults;
    }

    /**
     * Faults of every kind at random.
     *
     * @param length until the last of them begins
     * @param every mean time between two
     * @param without kinds that cannot be made here
     */
    public static List<Fault> random(
            long seed,
            List<String> managers,
            List<String> workers,
            Collection<Link> links,
            Duration length,
            Duration every,
            Set<Kind> without) {
        var schedule = new Schedule(seed, managers, workers, links);
        var kinds = List.copyOf(
                EnumSet.complementOf(without.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(without)));
        var random = schedule.random;
        for (var at = Duration.ofSeconds(2);
                at.compareTo(length) < 0;
                at = at.plusMillis((long) (every.toMillis() * (0.5 + random.nextDouble())))) {
            var kind = kinds.get(random.nextInt(kinds.size()));
            var lengths = kind.lengths();
            schedule.add(at, kind, lengths.get(random.nextInt(lengths.size())));
        }
        return schedule.faults;
    }

    /** Adds a fault some seconds after the last one, or as soon afterwards as there is something to be harmed. */
    private void addNext(Kind kind, Duration length) {
        var planned = faults.size();
        for (var at = next; faults.size() == planned; at = at.plusMillis(500)) {
            add(at, kind, length);
            next = at.plus(SPACE);
        }
    }

    private void add(Duration at, Kind kind, Duration length) {
        var free = targets.getOrDefault(kind.scope(), List.of()).stream()
                .filter(target -> busyUntil
                                .getOrDefault(Fault.harmed(target), Duration.ZERO)
                                .compareTo(at)
                        <= 0)
                .toList();
        if (free.isEmpty() || busyUntil.getOrDefault("redis", Duration.ZERO).compareTo(at) > 0) {
            return;
        }
        var target = free.get(random.nextInt(free.size()));
        faults.add(new Fault(at, kind, target, length));
        busyUntil.put(Fault.harmed(target), at.plus(length).plus(rest(kind)));
    }

    private static Duration rest(Kind kind) {
        return switch (kind) {
            case WORKER_KILLED, WORKER_STOPPED, MANAGER_STOPPED, MANAGER_KILLED -> START;
            case SCRIPTS_FLUSHED, CONNECTIONS_KILLED, LINK_RESET -> Duration.ZERO;
            default -> RECOVERY;
        };
    }
}
