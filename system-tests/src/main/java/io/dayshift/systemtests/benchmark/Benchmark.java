package io.dayshift.systemtests.benchmark;

import io.dayshift.systemtests.crew.Api;
import io.dayshift.systemtests.crew.Crew;
import io.dayshift.systemtests.crew.Waiting;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures a crew of one manager and some workers through HTTP: how many echo tasks it gets through, what each costs in
 * CPU time over all processes and in Redis commands, how soon a single task is answered, and what a backlog costs.
 */
final class Benchmark {

    private static final int BATCH = 500;
    private static final int SENDERS = 4;
    private static final int SINGLES = 1000;
    private static final int WARM_UP = 20_000;
    private static final int BACKLOG = 100_000;
    private static final String TASK =
            "{\"type\":\"echo\",\"payload\":{\"customer\":\"acme\",\"order\":4711,\"note\":\"about a hundred bytes, as peers are measured\"}}";

    private final PrintStream out = System.out;
    private final Api api;
    private final Costs costs;

    private Benchmark(Crew crew) {

        this.api = new Api(crew.managers().getFirst().address());
        this.costs = new Costs(crew);
    }

    /** Runs once and prints what it measured. */
    static void run(Path folder, Options options) throws InterruptedException {
        try (var crew = Crew.withRedis(
                folder.resolve(Long.toString(ProcessHandle.current().pid())))) {
            crew.awaitReady(crew.startManager("manager", 0, "--logging.level.io.dayshift.transitions=warn"));
            for (var i = 1; i <= options.workers(); i++) {
                crew.awaitReady(crew.startWorker(
                        "w-" + i,
                        0,
                        "--dayshift.worker.capacity=" + options.capacity(),
                        "--logging.level.io.dayshift.transitions=warn"));
            }
            new Benchmark(crew).run(options);
        }
    }

    private void run(Options options) throws InterruptedException {
        out.printf("Dayshift benchmark: %s%n", options);
        out.println("warming up");
        bulk(WARM_UP);
        singles(2 * SINGLES);
        // Before the bulk: after it Redis rewrites its file beside everything else, on a core that is not there.
        out.printf("one at a time:   p50 %.1f ms, p99 %.1f ms from submit to result%n", quantiles(singles(SINGLES)));
        bulk(options.tasks() / 2);
        for (var run = 1; run <= options.runs(); run++) {
            report(bulk(options.tasks()));
        }
        backlog();
    }

    private record Bulk(int tasks, Duration took, Costs.Spent spent) {}

    /** Submits that many tasks in batches and waits for the last recorded result. */
    private Bulk bulk(int tasks) throws InterruptedException {
        var batch = "[" + String.join(",", Collections.nCopies(BATCH, TASK)) + "]";
        var left = new AtomicInteger(tasks / BATCH);
        var target = succeeded() + (long) (tasks / BATCH) * BATCH;
        var before = costs.read();
        var began = System.nanoTime();
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            for (var i = 0; i < SENDERS; i++) {
                senders.execute(() -> {
                    while (left.getAndDecrement() > 0) {
                        expectAccepted(api.post("/v1/tasks/batch", batch));
                    }
                });
            }
        }
        if (!Waiting.until(Duration.ofMinutes(5), () -> succeeded() >= target)) {
            throw new IllegalStateException("only " + succeeded() + " of " + target + " tasks have succeeded");
        }
        return new Bulk(
                tasks, Duration.ofNanos(System.nanoTime() - began), costs.read().minus(before));
    }

    private static void expectAccepted(Api.Answer answer) {
        if (answer.status() != 202) {
            throw new IllegalStateException("a batch was answered " + answer);
        }
    }

    private long succeeded() {
        return api.fetch("/v1/stats").get("totals").get("succeeded").longValue();
    }

    private void report(Bulk bulk) {
        out.printf(
                "%,d tasks: %,.0f tasks/s, %.0f CPU-us per task (%s), %.2f Redis calls and %.1f commands per task%n",
                bulk.tasks(),
                bulk.tasks() * 1e9 / bulk.took().toNanos(),
                bulk.spent().cpuMicros() / bulk.tasks(),
                bulk.spent().perTask(bulk.tasks()),
                bulk.spent().calls() / (double) bulk.tasks(),
                bulk.spent().commands() / (double) bulk.tasks());
    }

    /** Submits tasks one after the other, each waited for; returns how long each took, in ms. */
    private List<Double> singles(int tasks) {
        var took = new ArrayList<Double>();
        for (var i = 0; i < tasks; i++) {
            var began = System.nanoTime();
            var answer = api.post("/v1/tasks?wait=10s", TASK);
            if (answer.status() != 200) {
                throw new IllegalStateException("a single task was answered " + answer);
            }
            took.add((System.nanoTime() - began) / 1e6);
        }
        return took;
    }

    private static Object[] quantiles(List<Double> took) {
        var sorted = took.stream().sorted().toList();
        return new Object[] {sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100)};
    }

    /** Compares listing, stats and submit without and with a backlog that nobody works on. */
    private void backlog() {
        var empty = reads();
        var before = costs.redisBytes();
        var held = TASK.replace("\"echo\"", "\"nobody-does-this\"");
        for (var i = 0; i < BACKLOG / BATCH; i++) {
            expectAccepted(api.post("/v1/tasks/batch", "[" + String.join(",", Collections.nCopies(BATCH, held)) + "]"));
        }
        out.printf(
                "%,d pending tasks: %.0f bytes of Redis each%n",
                BACKLOG, (costs.redisBytes() - before) / (double) BACKLOG);
        out.printf("  without them:  %s%n  with them:     %s%n", empty, reads());
    }

    private String reads() {
        return "list %.1f ms, list by type and state %.1f ms, stats %.1f ms, submit %.1f ms (medians of 100)"
                .formatted(
                        median(() -> api.fetch("/v1/tasks?limit=50")),
                        median(() -> api.fetch("/v1/tasks?type=nobody-does-this&state=PENDING&limit=50")),
                        median(() -> api.fetch("/v1/stats")),
                        median(() -> api.submit(TASK)));
    }

    private static double median(Runnable call) {
        var took = new ArrayList<Double>();
        for (var i = 0; i < 100; i++) {
            var began = System.nanoTime();
            call.run();
            took.add((System.nanoTime() - began) / 1e6);
        }
        return took.stream().sorted().toList().get(50);
    }
}
