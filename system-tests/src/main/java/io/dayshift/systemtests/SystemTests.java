package io.dayshift.systemtests;

import io.dayshift.systemtests.benchmark.BenchmarkCommand;
import io.dayshift.systemtests.demo.DemoCommand;
import io.dayshift.systemtests.faults.FaultsCommand;
import io.dayshift.systemtests.liveness.LivenessCommand;
import io.dayshift.systemtests.modes.ModesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** Runs the demo or a measurement from the command line. */
@Command(
        name = "system-tests",
        description = "What needs both services. All are run from the project's folder, after mvn -DskipTests package;"
                + " data and logs are kept in .dayshift/.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        showDefaultValues = true,
        usageHelpAutoWidth = true,
        subcommands = {
            DemoCommand.class,
            BenchmarkCommand.class,
            FaultsCommand.class,
            LivenessCommand.class,
            ModesCommand.class
        })
public final class SystemTests {

    public static void main(String[] args) {
        System.exit(new CommandLine(new SystemTests()).execute(args));
    }
}
