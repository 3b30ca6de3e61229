package io.dayshift.systemtests.benchmark;

import io.dayshift.systemtests.BuildVersion;
import io.dayshift.systemtests.benchmark.figures.Figure;
import io.dayshift.systemtests.benchmark.figures.FiguresFile;
import io.dayshift.systemtests.benchmark.figures.Machine;
import io.dayshift.systemtests.benchmark.figures.Measure;
import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Run;
import io.dayshift.systemtests.benchmark.figures.Table;
import io.dayshift.systemtests.benchmark.measure.AotCaches;
import io.dayshift.systemtests.benchmark.measure.Backlog;
import io.dayshift.systemtests.benchmark.measure.Bulk;
import io.dayshift.systemtests.benchmark.measure.IdleCrew;
import io.dayshift.systemtests.benchmark.measure.Start;
import io.dayshift.systemtests.benchmark.measure.Stealing;
import io.dayshift.systemtests.benchmark.reference.EmptyServers;
import io.dayshift.systemtests.benchmark.site.Programs;
import io.dayshift.systemtests.benchmark.site.Site;
import io.dayshift.systemtests.crew.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Measures one build: starts a crew for each group of measures, and puts the figures down as a table and a file. */
public final class Benchmark {

    private static final EnumSet<Measure> STEADY = EnumSet.of(
            Measure.BULK,
            Measure.ALWAYS,
            Measure.SINGLE_SUBMITS,
            Measure.ONE_AT_A_TIME,
            Measure.OPEN_LOOP,
            Measure.MEMORY);

    /** A crew with few places takes so much longer to warm up. */
    private static final int FEW_PLACES = 10;

    /** An idle crew is left alone that many times as long as it is looked at then, so that its start is not counted. */
    private static final int SETTLE = 3;

    private final Settings settings;
    private final Path folder;
    private final Programs jars;
    private final Programs programs;
    private final Progress progress = new Progress(System.out);
    private final List<Run> runs = new ArrayList<>();
    private final SequencedMap<String, Object> circumstances = new LinkedHashMap<>();

    private Benchmark(Settings settings, Path folder, Programs jars) {
        this.settings = settings;
        this.folder = folder;
        this.jars = jars;
        this.programs = jars.extracted(folder.resolve("programs"));
    }

    /**
     * Measures and prints.
     *
     * @param folder keeps all data and logs, and gets the file of the figures
     * @return that file
     */
    public static Path run(Settings settings, Path folder) {
        return new Benchmark(settings, folder, settings.dressed(Programs.own())).run();
    }

    private Path run() {
        circumstances.put("machine", Machine.here());
        circumstances.put("version", BuildVersion.text());
        circumstances.put("settings", settings);
        progress.say("Benchmark, in " + folder);
        measureSteady();
        count();
        measureStart();
        measureStealing();
        measureIdle();
        measureBacklog();
        var file = folder.resolve("figures.json");
        FiguresFile.write(file, circumstances, runs);
        show();
        progress.say("Every run: " + file);
        return file;
    }

    private void show() {
        switch (settings.lives()) {
            case LONG -> Table.print(System.out, Figure.all(runs));
            case SHORT -> progress.say("Everything ran and every result was right; the figures mean nothing.");
        }
    }

    private Site open(String name, Programs those) {
        progress.say(name);
        return noted(Site.open(folder.resolve(name), those));
    }

    private Site openCounting(String name) {
        progress.say(name);
        return noted(Site.counting(folder.resolve(name), programs));
    }

    private Site noted(Site site) {
        circumstances.put("redis", site.redis().version());
        return site;
    }

    private void measureSteady() {
        if (STEADY.stream().noneMatch(settings::has)) {
            return;
        }
        try (var site = open("steady", programs);
                var empty = EmptyServers.start(programs.manager(), folder.resolve("empty"), site.redisUrl())) {
            runs.addAll(new SteadyMeasures(settings, site, progress).run(empty));
            circumstances.put("commit", site.desk().commit());
        }
    }

    private void count() {
        if (!settings.has(Measure.BULK)) {
            return;
        }
        try (var site = openCounting("counting")) {
            site.startManager();
            site.startWorker("w-1", settings.workerOptions());
            site.awaitPresent(1);
            var bulk = new Bulk(site.desk());
            bulk.run(settings.sizes().warmUp());
            repeat(number -> {
                site.tidy();
                var counted = bulk.count(settings.sizes().tasks(), site::commandsSent);
                runs.add(Run.of(Measure.BULK, number, counted));
            });
        }
    }

    private void measureStart() {
        if (!settings.has(Measure.START)) {
            return;
        }
        measureStart("start", jars, Quantity.MANAGER_START, Quantity.WORKER_START);
        measureStart("start-apart", programs, Quantity.MANAGER_START_APART, Quantity.WORKER_START_APART);
        var cached = AotCaches.make(programs, folder.resolve("aot"));
        measureStart("start-cached", cached, Quantity.MANAGER_START_CACHED, Quantity.WORKER_START_CACHED);
    }

    private void measureStart(String name, Programs started, Quantity ofManager, Quantity ofWorker) {
        try (var site = open(name, started)) {
            var start = new Start(site, settings.sizes().turn().multipliedBy(2));
            repeat(number -> runs.add(Run.of(Measure.START, number, start.run(ofManager, ofWorker))));
        }
    }

    private void measureStealing() {
        if (!settings.has(Measure.STEALING)) {
            return;
        }
        try (var site = open("stealing", programs)) {
            site.startManager();
            List.of("w-1", "w-2")
                    .forEach(id -> site.startWorker(
                            id,
                            "--dayshift.worker.capacity=" + Stealing.CAPACITY,
                            "--dayshift.worker.labels." + Stealing.LABEL + '=' + id));
            site.awaitPresent(2);
            new Bulk(site.desk()).run(settings.sizes().warmUp() / FEW_PLACES);
            var stealing = new Stealing(site.desk());
            stealing.run(settings.sizes().openLoop());
            repeat(number -> runs.add(Run.of(
                    Measure.STEALING, number, stealing.run(settings.sizes().openLoop()))));
        }
    }

    private void measureIdle() {
        if (!settings.has(Measure.IDLE)) {
            return;
        }
        try (var site = openCounting("idle")) {
            site.startManager();
            IntStream.rangeClosed(1, IdleCrew.WORKERS).forEach(i -> site.startWorker("w-" + i));
            site.awaitPresent(IdleCrew.WORKERS);
            Waiting.pass(settings.sizes().idle().multipliedBy(SETTLE));
            var crew = new IdleCrew(site);
            repeat(number -> runs.add(
                    Run.of(Measure.IDLE, number, crew.run(settings.sizes().idle()))));
        }
    }

    private void measureBacklog() {
        if (!settings.has(Measure.BACKLOG)) {
            return;
        }
        try (var site = open("backlog", programs)) {
            site.startManager();
            site.awaitPresent(0);
            var all = new Backlog(site, settings.sizes()).run(settings.runs());
            repeat(number -> runs.add(Run.of(Measure.BACKLOG, number, all.get(number - 1))));
        }
    }

    private void repeat(IntConsumer run) {
        IntStream.rangeClosed(1, settings.runs()).forEach(run);
    }
}
