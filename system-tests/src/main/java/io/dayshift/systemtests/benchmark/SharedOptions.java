package io.dayshift.systemtests.benchmark;

import io.dayshift.common.loop.SteadyClock;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Options that both ways of measuring have. */
final class SharedOptions {

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss").withZone(ZoneOffset.UTC);

    @Option(names = "--runs", description = "Runs of each measure, of which the median counts.")
    private int runs = 5;

    @Option(names = "--tasks", description = "Tasks in a run of the bulk.")
    private int tasks = 200_000;

    @Option(names = "--capacity", description = "Tasks that the worker runs at a time.")
    private int capacity = 256;

    @Option(
            names = "--jvm",
            showDefaultValue = Visibility.NEVER,
            description = "A further option of the services' JVMs, such as --jvm=-XX:+UseParallelGC; may be repeated.")
    private List<String> jvm = new ArrayList<>();

    int runs() {
        return runs;
    }

    int tasks() {
        return tasks;
    }

    int capacity() {
        return capacity;
    }

    List<String> jvm() {
        return jvm;
    }

    /** A folder of its own for what is measured now. */
    static Path folder() {
        return Path.of(".dayshift", "benchmark", FOLDER.format(new SteadyClock().instant()));
    }
}
