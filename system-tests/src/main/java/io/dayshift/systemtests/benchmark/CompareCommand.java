package io.dayshift.systemtests.benchmark;

import io.dayshift.systemtests.benchmark.Settings.Lives;
import io.dayshift.systemtests.benchmark.figures.Measure;
import io.dayshift.systemtests.benchmark.measure.Sizes;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures two builds in turns. */
@Command(
        name = "compare",
        description =
                "Measures two builds in turns, A B, B A, each time with new crews, and prints how B compares with A:"
                        + " one at a time, single submits and bulk.")
final class CompareCommand implements Callable<Integer> {

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(
            paramLabel = "A",
            showDefaultValue = Visibility.NEVER,
            description = "Folder of a project that is built, or a copy with both jars.")
    private Path a = Path.of("");

    @Parameters(paramLabel = "B", showDefaultValue = Visibility.NEVER, description = "The same of the other build.")
    private Path b = Path.of("");

    @Override
    public Integer call() {
        var measures = EnumSet.of(Measure.ONE_AT_A_TIME, Measure.SINGLE_SUBMITS, Measure.BULK);
        var settings = new Settings(
                measures,
                shared.runs(),
                Sizes.FULL.withTasks(shared.tasks()),
                shared.capacity(),
                shared.jvm(),
                Lives.LONG);
        new Comparison(settings, SharedOptions.folder()).run(a, b);
        return 0;
    }
}
