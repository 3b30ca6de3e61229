package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.site.Programs;
import io.dayshift.systemtests.benchmark.site.Site;
import io.dayshift.systemtests.crew.Program;
import io.dayshift.systemtests.crew.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes AOT caches (JEP 514) as images get theirs: a manager and a worker live a short life together and do some tasks. The jars
 * have to be taken apart, since a cache needs a plain class path. A service whose cache cannot be used does not start.
 */
public final class AotCaches {

    /** A virtual machine writes its cache when it ends, which takes some seconds. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final int TASKS = 5;

    private AotCaches() {}

    /** The same programs, with caches in that folder. */
    public static Programs make(Programs programs, Path folder) {
        var manager = folder.resolve("manager-app.aot").toAbsolutePath();
        var worker = folder.resolve("worker-app.aot").toAbsolutePath();
        var trained = new Programs(training(programs.manager(), manager), training(programs.worker(), worker));
        try (var site = Site.open(folder, trained)) {
            var managing = site.startManager();
            var working = site.startWorker("w-1");
            site.awaitPresent(1);
            new OneAtATime(site.desk().port()).run(TASKS);
            end(working, worker);
            end(managing, manager);
        }
        return new Programs(cached(programs.manager(), manager), cached(programs.worker(), worker));
    }

    private static Program training(Program program, Path cache) {
        return program.with(List.of("-XX:AOTCacheOutput=" + cache));
    }

    private static Program cached(Program program, Path cache) {
        return program.with(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
    }

    private static void end(Service service, Path cache) {
        service.process().stop();
        if (!service.process().awaitEnd(LONG) || !Files.isRegularFile(cache)) {
            throw new IllegalStateException("no AOT cache of " + service.name() + "; see " + service.log());
        }
    }
}
