package io.dayshift.systemtests.benchmark;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a crew. */
@Command(name = "benchmark", description = "Measures what a crew gets through, and what it costs.")
public final class BenchmarkCommand implements Callable<Integer> {

    @Option(names = "--tasks", description = "Tasks in a run.")
    private int tasks = 200_000;

    @Option(names = "--capacity", description = "Tasks that a worker runs at a time.")
    private int capacity = 256;

    @Option(names = "--workers", description = "Workers of the crew.")
    private int workers = 2;

    @Option(names = "--runs", description = "How often the throughput is measured.")
    private int runs = 3;

    @Override
    public Integer call() throws InterruptedException {
        Benchmark.run(Path.of(".dayshift", "benchmark"), new Options(tasks, capacity, workers, runs));
        return 0;
    }
}
