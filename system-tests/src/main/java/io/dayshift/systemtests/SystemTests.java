package io.dayshift.systemtests;

import io.dayshift.systemtests.benchmark.Benchmark;
import io.dayshift.systemtests.demo.Demo;
import io.dayshift.systemtests.faults.Faults;
import io.dayshift.systemtests.liveness.Liveness;
import io.dayshift.systemtests.modes.Modes;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs the demo or a measurement from the command line. */
public final class SystemTests {

    private static final String USAGE = """
            usage: java -jar system-tests.jar demo
                   java -jar system-tests.jar benchmark [--tasks 200000] [--capacity 256] [--workers 2]
                   java -jar system-tests.jar faults [--minutes 10] [--seed N] [--rate 500] [--every-ms 4000]
                   java -jar system-tests.jar liveness [--kills 100] [--pauses 200] [--manager-kills 50]
                                                       [--redis-kills 20] [--silences 50] [--updates 5]
                   java -jar system-tests.jar modes [--seconds 20] [--runs 1]

            All are run from the project's folder, after mvn -DskipTests package. Data and logs are kept in .dayshift/.
            """;

    private SystemTests() {}

    public static void main(String[] args) throws Exception {
        var options = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "demo" -> Demo.run(Path.of(".dayshift"));
            case "benchmark" -> Benchmark.run(Path.of(".dayshift", "benchmark"), options);
            case "faults" -> System.exit(Faults.run(Path.of(".dayshift", "faults"), options) ? 0 : 1);
            case "liveness" -> System.exit(Liveness.run(Path.of(".dayshift", "liveness"), options) ? 0 : 1);
            case "modes" -> Modes.run(Path.of(".dayshift", "modes"), options);
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }
}
