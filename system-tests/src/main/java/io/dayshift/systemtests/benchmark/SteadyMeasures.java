package io.dayshift.systemtests.benchmark;

import io.dayshift.systemtests.benchmark.cost.Costs;
import io.dayshift.systemtests.benchmark.figures.Measure;
import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Run;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.measure.Bulk;
import io.dayshift.systemtests.benchmark.measure.FixedRate;
import io.dayshift.systemtests.benchmark.measure.Memory;
import io.dayshift.systemtests.benchmark.measure.OneAtATime;
import io.dayshift.systemtests.benchmark.measure.SingleSubmits;
import io.dayshift.systemtests.benchmark.measure.WarmUp;
import io.dayshift.systemtests.benchmark.reference.EmptyServers;
import io.dayshift.systemtests.benchmark.site.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured on one warm crew of a manager and a worker, all measures in each run, so that a change of the machine's
 * mood meets all of them. Between runs everything that has ended is forgotten.
 */
final class SteadyMeasures {

    private final Settings settings;
    private final Site site;
    private final Progress progress;
    private final Bulk bulk;
    private final SingleSubmits singles;

    SteadyMeasures(Settings settings, Site site, Progress progress) {
        this.settings = settings;
        this.site = site;
        this.progress = progress;
        this.bulk = new Bulk(site.desk());
        this.singles = new SingleSubmits(site.desk(), settings.sizes().turn());
    }

    /** Starts the crew and measures what was chosen. */
    List<Run> run(EmptyServers empty) {
        var runs = new ArrayList<Run>();
        site.startManager();
        site.awaitPresent(0);
        if (settings.has(Measure.MEMORY)) {
            progress.say("memory");
            runs.add(Run.of(Measure.MEMORY, 1, memory()));
            site.tidy();
        } else {
            startWorker();
        }
        progress.say("warming up");
        warmUp();
        if (settings.has(Measure.SINGLE_SUBMITS)) {
            singles.warmUp(empty);
            site.tidy();
        }
        try (var costs = site.costs()) {
            for (var number = 1; number <= settings.runs(); number++) {
                progress.say("run %d of %d".formatted(number, settings.runs()));
                runs.addAll(once(number, empty, costs));
            }
        }
        return runs;
    }

    private Values memory() {
        return new Memory(site).run(settings.sizes().memoryTasks(), this::startWorker);
    }

    private void startWorker() {
        site.startWorker("w-1", settings.workerOptions());
        site.awaitPresent(1);
    }

    /** Has everybody compile what the measures use. */
    private void warmUp() {
        new WarmUp(site.desk(), settings.sizes()).run();
        site.tidy();
    }

    private List<Run> once(int number, EmptyServers empty, Costs costs) {
        var runs = new ArrayList<Run>();
        if (settings.has(Measure.ONE_AT_A_TIME)) {
            var values = new OneAtATime(site.desk().port()).run(settings.sizes().singles());
            runs.add(Run.of(Measure.ONE_AT_A_TIME, number, values));
        }
        if (settings.has(Measure.OPEN_LOOP)) {
            var values = new FixedRate(site.desk().port()).run(settings.sizes().openLoop());
            runs.add(Run.of(Measure.OPEN_LOOP, number, values));
        }
        if (settings.has(Measure.SINGLE_SUBMITS)) {
            runs.add(Run.of(Measure.SINGLE_SUBMITS, number, singles.run(empty)));
            site.tidy();
        }
        runs.addAll(bulks(number, costs));
        return runs;
    }

    private List<Run> bulks(int number, Costs costs) {
        var runs = new ArrayList<Run>();
        if (!settings.has(Measure.BULK) && !settings.has(Measure.ALWAYS)) {
            return runs;
        }
        var everySecond = bulk.run(settings.sizes().tasks(), costs);
        site.tidy();
        runs.add(Run.of(Measure.BULK, number, everySecond));
        if (settings.has(Measure.ALWAYS)) {
            site.redis().syncs("always");
            var always = bulk.run(settings.sizes().tasks(), costs);
            site.redis().syncs("everysec");
            site.tidy();
            var share = always.get(Quantity.ALWAYS_RATE) / everySecond.get(Quantity.BULK_RATE);
            runs.add(Run.of(Measure.ALWAYS, number, always.with(Quantity.ALWAYS_SHARE, share)));
        }
        return runs;
    }
}
