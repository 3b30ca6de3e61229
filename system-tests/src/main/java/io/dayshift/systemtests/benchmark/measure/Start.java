package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.load.Request;
import io.dayshift.systemtests.benchmark.load.Response;
import io.dayshift.systemtests.benchmark.site.Desk;
import io.dayshift.systemtests.benchmark.site.Site;
import io.dayshift.systemtests.benchmark.site.TaskForm;
import io.dayshift.systemtests.crew.Waiting;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * From the launch of a process to the first task done, with Redis and the other service there already. A worker's task has
 * been pending; a manager's is submitted again and again until it is accepted, and done by a worker that is there. The other
 * service has done tasks before and rests, as where one of several is started anew: what it does for the first time, and
 * compiling that, takes time of its own.
 */
public final class Start {

    private static final Duration RETRY_EVERY = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int UNAVAILABLE = 503;

    /** Tasks that are done before each start, one after the other. */
    private static final int EARLIER = 300;

    private final Site site;
    private final Duration rest;

    /**
     * Prepares it on a site that has only its Redis.
     *
     * @param rest for the other service before each start
     */
    public Start(Site site, Duration rest) {
        this.site = site;
        this.rest = rest;
    }

    /** Starts both, takes the times under these names, and leaves the site without services again. */
    public Values run(Quantity ofManager, Quantity ofWorker) {
        var manager = site.startManager();
        var worker = site.startWorker("w-1");
        work();
        site.stop(manager);
        var managerSeconds = startManager();
        work();
        site.stop(worker);
        var workerSeconds = startWorker();
        site.stopAll();
        return new Values().with(ofManager, managerSeconds).with(ofWorker, workerSeconds);
    }

    /** Has some tasks done, and lets both rest. */
    private void work() {
        site.awaitPresent(1);
        new OneAtATime(site.desk().port()).run(EARLIER);
        Waiting.pass(rest);
    }

    private double startWorker() {
        var pending =
                Desk.ids(List.of(site.desk().send(TaskForm.ECHO.single()))).getFirst();
        var began = System.nanoTime();
        site.startWorker("w-1");
        OneAtATime.check(site.desk().send(Request.get("/v1/tasks/" + pending + "?wait=60s")));
        return secondsSince(began);
    }

    private double startManager() {
        var began = System.nanoTime();
        site.startManager();
        var answer = submit();
        while (answer.isEmpty() && secondsSince(began) < LONG.toSeconds()) {
            LockSupport.parkNanos(RETRY_EVERY.toNanos());
            answer = submit();
        }
        OneAtATime.check(answer.orElseThrow(() -> new IllegalStateException("the manager does not come up")));
        return secondsSince(began);
    }

    /** Submits a task and waits for it; empty while nobody takes it. */
    private Optional<Response> submit() {
        try {
            return Optional.of(site.desk().send(TaskForm.ECHO.waiting()))
                    .filter(answer -> answer.status() != UNAVAILABLE);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
