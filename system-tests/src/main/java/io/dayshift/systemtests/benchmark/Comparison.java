package io.dayshift.systemtests.benchmark;

import io.dayshift.systemtests.benchmark.cost.Costs;
import io.dayshift.systemtests.benchmark.figures.Figure;
import io.dayshift.systemtests.benchmark.figures.FiguresFile;
import io.dayshift.systemtests.benchmark.figures.Machine;
import io.dayshift.systemtests.benchmark.figures.Measure;
import io.dayshift.systemtests.benchmark.figures.Quantity;
import io.dayshift.systemtests.benchmark.figures.Run;
import io.dayshift.systemtests.benchmark.figures.Table;
import io.dayshift.systemtests.benchmark.figures.Values;
import io.dayshift.systemtests.benchmark.measure.Bulk;
import io.dayshift.systemtests.benchmark.measure.OneAtATime;
import io.dayshift.systemtests.benchmark.measure.SingleSubmits;
import io.dayshift.systemtests.benchmark.measure.WarmUp;
import io.dayshift.systemtests.benchmark.site.Programs;
import io.dayshift.systemtests.benchmark.site.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures two builds in turns: A, B, then B, A, and so on. Each run has crews of its own, for what the compilers happen to make of
 * a crew stays with it. Both are there at the same time, each on a Redis of its own, and the one that is not measured has nothing
 * to do; so whatever else happens on the machine happens to both.
 */
final class Comparison {

    private final Settings settings;
    private final Path folder;
    private final Progress progress = new Progress(System.out);
    private final List<Run> runs = new ArrayList<>();

    Comparison(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** One of the two builds. */
    private record Build(String name, Programs programs) {}

    /** Its crew for one run and what that costs. */
    private record Side(String name, Site site, Costs costs) {}

    /**
     * Measures and prints the ratio B to A of each figure.
     *
     * @return a file with every run
     */
    Path run(Path a, Path b) {
        var first = build("A", a);
        var second = build("B", b);
        for (var number = 1; number <= settings.runs(); number++) {
            progress.say("run %d of %d".formatted(number, settings.runs()));
            runs.addAll(once(number, first, second));
        }
        var ratios = ratios();
        Table.printRatios(System.out, ratios);
        var file = folder.resolve("comparison.json");
        var circumstances = new LinkedHashMap<String, Object>();
        circumstances.put("machine", Machine.here());
        circumstances.put("A", a.toAbsolutePath().toString());
        circumstances.put("B", b.toAbsolutePath().toString());
        circumstances.put("settings", settings);
        FiguresFile.writeRatios(file, circumstances, ratios, runs);
        return file;
    }

    private Build build(String name, Path project) {
        var programs = settings.dressed(Programs.of(project));
        return new Build(name, programs.extracted(folder.resolve(name + "-programs")));
    }

    private List<Run> once(int number, Build a, Build b) {
        try (var first = open(number, a);
                var second = open(number, b);
                var firstCosts = first.costs();
                var secondCosts = second.costs()) {
            var sides = List.of(new Side(a.name(), first, firstCosts), new Side(b.name(), second, secondCosts));
            return (number % 2 == 1 ? sides : sides.reversed())
                    .stream().flatMap(side -> once(number, side).stream()).toList();
        }
    }

    private Site open(int number, Build build) {
        progress.say("starting " + build.name());
        var site = Site.open(folder.resolve(build.name() + "-" + number), build.programs());
        try {
            site.startManager();
            site.startWorker("w-1", settings.workerOptions());
            site.awaitPresent(1);
            warmUp(site);
            return site;
        } catch (RuntimeException e) {
            site.close();
            throw e;
        }
    }

    private void warmUp(Site site) {
        new WarmUp(site.desk(), settings.sizes()).run();
        site.tidy();
    }

    private List<Run> once(int number, Side side) {
        var site = side.site();
        var one = new OneAtATime(site.desk().port()).run(settings.sizes().singles());
        var submits =
                new SingleSubmits(site.desk(), settings.sizes().turn()).submit().perSecond();
        site.tidy();
        var bulk = new Bulk(site.desk()).run(settings.sizes().tasks(), side.costs());
        site.tidy();
        return List.of(
                Run.of(Measure.ONE_AT_A_TIME, side.name(), number, one),
                Run.of(Measure.SINGLE_SUBMITS, side.name(), number, new Values().with(Quantity.SINGLE_RATE, submits)),
                Run.of(Measure.BULK, side.name(), number, bulk));
    }

    /** For each quantity that both have, what each run of B is to the run of A beside it. */
    private List<Figure> ratios() {
        return Stream.of(Quantity.values())
                .flatMap(quantity ->
                        Figure.of(quantity, of("A"))
                                .flatMap(a -> Figure.of(quantity, of("B")).map(b -> ratio(a, b)))
                                .stream())
                .toList();
    }

    private List<Run> of(String name) {
        return runs.stream().filter(run -> run.build().equals(name)).toList();
    }

    private static Figure ratio(Figure a, Figure b) {
        return new Figure(
                a.quantity(),
                IntStream.range(0, a.runs().size())
                        .mapToObj(i -> b.runs().get(i) / a.runs().get(i))
                        .toList());
    }
}
