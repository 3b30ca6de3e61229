package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.light.LightCrew;
import io.dayshift.systemtests.benchmark.load.HttpConnection;
import io.dayshift.systemtests.benchmark.load.Latencies;
import io.dayshift.systemtests.benchmark.load.Request;
import io.dayshift.systemtests.benchmark.site.Site;
import io.dayshift.systemtests.benchmark.site.TaskForm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares the same work of many light workers without and with a backlog of a type that nobody does: the bulk, and how long
 * listing, counting and submitting take at most for 99 of a hundred.
 */
public final class Backlog {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final Site site;
    private final Sizes sizes;
    private final Bulk bulk;

    /** Prepares it on a site whose manager is ready and that has no worker. */
    public Backlog(Site site, Sizes sizes) {
        this.site = site;
        this.sizes = sizes;
        this.bulk = new Bulk(site.desk());
    }

    /** What one look has found. */
    private record Seen(double tasksPerSecond, double list, double stats, double submit) {}

    /** Looks that often without, then that often with the backlog; the nth of each are compared. */
    public List<Values> run(int times) {
        try (var _ = LightCrew.open(site.desk(), site.redisUrl(), sizes.lightWorkers())) {
            bulk.run(sizes.warmUp());
            look();
            var without = looks(times);
            bulk.pile(sizes.backlog());
            site.redis().rewriteFile();
            var with = looks(times);
            return IntStream.range(0, times)
                    .mapToObj(i -> compare(without.get(i), with.get(i)))
                    .toList();
        }
    }

    private List<Seen> looks(int times) {
        var all = new ArrayList<Seen>();
        for (var i = 0; i < times; i++) {
            all.add(look());
            site.tidy();
        }
        return all;
    }

    private Seen look() {
        var rate = bulk.run(sizes.tasks());
        var list = p99(Request.get("/v1/tasks?limit=50"), OK);
        var stats = p99(Request.get("/v1/stats"), OK);
        var target = site.desk().total("succeeded") + sizes.reads();
        var submit = p99(TaskForm.ECHO.single(), ACCEPTED);
        site.desk().awaitSucceeded(target);
        return new Seen(rate, list, stats, submit);
    }

    private double p99(Request request, int status) {
        var latencies = new Latencies();
        try (var connection = new HttpConnection(site.desk().port())) {
            for (var i = 0; i < sizes.reads(); i++) {
                var began = System.nanoTime();
                connection.send(request).expect(status);
                latencies.record(System.nanoTime() - began);
            }
        }
        return latencies.millisAt(99);
    }

    private static Values compare(Seen without, Seen with) {
        return new Values()
                .with(Quantity.BACKLOG_SHARE, with.tasksPerSecond() / without.tasksPerSecond())
                .with(Quantity.BACKLOG_LIST, with.list() / without.list())
                .with(Quantity.BACKLOG_STATS, with.stats() / without.stats())
                .with(Quantity.BACKLOG_SUBMIT, with.submit() / without.submit())
                .with(values("without.", without))
                .with(values("with.", with));
    }

    private static Values values(String prefix, Seen seen) {
        return new Values()
                .with(prefix + "tasksPerSecond", seen.tasksPerSecond())
                .with(prefix + "listP99Millis", seen.list())
                .with(prefix + "statsP99Millis", seen.stats())
                .with(prefix + "submitP99Millis", seen.submit());
    }
}
