package io.dayshift.systemtests.faults;

import io.dayshift.systemtests.crew.Waiting;
import io.dayshift.systemtests.faults.check.Checker;
import io.dayshift.systemtests.faults.check.Observations;
import io.dayshift.systemtests.faults.check.Verdict;
import io.dayshift.systemtests.faults.history.Event.Disturbed;
import io.dayshift.systemtests.faults.history.Event.Submitted;
import io.dayshift.systemtests.faults.history.History;
import io.dayshift.systemtests.faults.load.Load;
import io.dayshift.systemtests.faults.nemesis.Fault;
import io.dayshift.systemtests.faults.nemesis.Nemesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Load and faults for a while, then quiet, then judgement. */
public final class Round {

    /** Everything has to be final so long after the last fault was mended. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    /** The first call has to be answered within that time. */
    private static final Duration START = Duration.ofSeconds(30);

    /** Load without faults at the end, in which no call may fail once five seconds are over. */
    private static final Duration CALM = Duration.ofSeconds(8);

    private final Stage stage;
    private final Path folder;
    private final Aftermath aftermath;
    private final History history = new History();

    /**
     * Prepares a round.
     *
     * @param folder gets seed, schedule, history and verdict
     */
    public Round(Stage stage, Path folder) {
        this.stage = stage;
        this.folder = made(folder);
        this.aftermath = new Aftermath(stage);
    }

    /**
     * Plays it.
     *
     * @param rate tasks that are handed in each second
     * @param numbers gives each task a number of its own
     */
    public Verdict play(long seed, List<Fault> faults, int rate, AtomicLong numbers) throws InterruptedException {
        write("schedule.txt", "seed " + seed + ", " + rate + " tasks/s\n" + lines(faults));
        return play(seed, nemesis -> nemesis.run(faults), rate, numbers);
    }

    /** What is done to the crew while there is load. */
    @FunctionalInterface
    public interface Trouble {
        void make(Nemesis nemesis) throws InterruptedException;
    }

    /** Plays it with trouble that is not planned by time; the load ends when the trouble does. */
    public Verdict play(long seed, Trouble trouble, int rate, AtomicLong numbers) throws InterruptedException {
        var before = aftermath.totals();
        try {
            return judge(disturb(seed, trouble, rate, numbers), before, numbers.get());
        } finally {
            history.write(folder.resolve("history.jsonl.gz"));
            write(
                    "faults.txt",
                    "seed " + seed + "\n"
                            + history.all(Disturbed.class).stream()
                                    .map(fault -> fault + "\n")
                                    .collect(Collectors.joining()));
        }
    }

    /** Makes trouble under load, and lets the load go on for a while after it; returns when all has to have ended. */
    private long disturb(long seed, Trouble trouble, int rate, AtomicLong numbers) throws InterruptedException {
        try (var _ = new Load(stage.managers(), history, numbers, seed, rate)) {
            // What is done to a crew that has nothing to do shows nothing.
            Waiting.expect(START, () -> !history.all(Submitted.class).isEmpty(), "the load is under way");
            trouble.make(new Nemesis(stage, history, folder.resolve("nemesis.log")));
            var mended = System.nanoTime();
            Waiting.pass(CALM);
            return mended + QUIET.toNanos();
        } finally {
            history.addAll(stage.news());
        }
    }

    private Verdict judge(long until, Map<String, Long> before, long lastNumber) {
        var unfinished = aftermath.awaitEnd(until);
        var ids = Observations.accepted(history.all(Submitted.class));
        var first = aftermath.read(ids, 0);
        var stored = aftermath.stored();
        var fsck = aftermath.fsck();
        var second = aftermath.read(ids, 1);
        history.addAll(stage.news());
        var totals = new HashMap<>(aftermath.totals());
        before.forEach((name, count) -> totals.merge(name, -count, Long::sum));
        var verdict = Checker.judge(
                new Observations(history.inOrder(), first, second, stored, lastNumber, unfinished, fsck), totals);
        write("verdict.txt", verdict + "\n");
        aftermath.forgetAll();
        return verdict;
    }

    /** What was seen; complete when the round is over. */
    public History history() {
        return history;
    }

    private static String lines(List<Fault> faults) {
        return faults.stream()
                .map(fault -> "%7d ms  %s%n".formatted(fault.at().toMillis(), fault))
                .collect(Collectors.joining());
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
