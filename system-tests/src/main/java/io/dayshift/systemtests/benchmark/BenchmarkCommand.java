package io.dayshift.systemtests.benchmark;

import io.dayshift.systemtests.benchmark.Settings.Lives;
import io.dayshift.systemtests.benchmark.figures.Measure;
import io.dayshift.systemtests.benchmark.measure.Sizes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures this build. */
@Command(
        name = "benchmark",
        description =
                "Measures what a crew of one manager and one worker gets through and what it costs, prints a table"
                        + " and writes figures.json with every run.",
        subcommands = CompareCommand.class)
public final class BenchmarkCommand implements Callable<Integer> {

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Option(
            names = "--only",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            converter = MeasureConverter.class,
            description =
                    "What to measure, separated by commas: bulk, always, single-submits, one-at-a-time, open-loop,"
                            + " stealing, memory, start, idle, backlog. Everything unless given.")
    private List<Measure> only = new ArrayList<>();

    @Option(names = "--backlog", description = "Pending tasks that nobody works on.")
    private int backlog = 1_000_000;

    @Option(names = "--light-workers", description = "Workers beside that backlog, all in this process.")
    private int lightWorkers = 100;

    @Option(
            names = "--smoke",
            description = "Some seconds with tiny numbers: shows that it runs and every result is right.")
    private boolean smoke;

    /** Reads what {@code --only} lists. */
    static final class MeasureConverter implements ITypeConverter<Measure> {

        @Override
        public Measure convert(String title) {
            return Measure.named(title);
        }
    }

    @Override
    public Integer call() {
        Benchmark.run(smoke ? Settings.smoke() : settings(), SharedOptions.folder());
        return 0;
    }

    private Settings settings() {
        return new Settings(
                only.isEmpty() ? EnumSet.allOf(Measure.class) : EnumSet.copyOf(only),
                shared.runs(),
                Sizes.FULL.withTasks(shared.tasks()).withCrowd(backlog, lightWorkers),
                shared.capacity(),
                shared.jvm(),
                Lives.LONG);
    }
}
