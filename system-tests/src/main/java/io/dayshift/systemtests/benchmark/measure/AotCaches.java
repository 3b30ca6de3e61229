package io.dayshift.systemtests.benchmark.measure;

import io.dayshift.systemtests.benchmark.site.Programs;
import io.dayshift.systemtests.crew.Ports;
import io.dayshift.systemtests.crew.Program;
import io.dayshift.systemtests.crew.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes AOT caches (JEP 514): lets each service start once up to the point at which it would begin to serve. The jars have to
 * be taken apart, since a cache needs a plain class path. A service whose cache cannot be used does not start.
 */
public final class AotCaches {

    private static final Duration LONG = Duration.ofMinutes(5);

    private AotCaches() {}

    /** The same programs, with caches in that folder. */
    public static Programs make(Programs programs, Path folder) {
        return new Programs(
                cached(programs.manager(), folder, "manager-app"), cached(programs.worker(), folder, "worker-app"));
    }

    private static Program cached(Program program, Path folder, String name) {
        var cache = folder.resolve(name + ".aot").toAbsolutePath();
        var training = program.with(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh"));
        var port = Ports.free();
        // There is no Redis, as where images are built.
        var arguments = List.of("--server.port=" + port, "--spring.data.redis.url=redis://127.0.0.1:" + Ports.free());
        var trained = Service.start(training, name + "-training", port, arguments, folder);
        if (!trained.process().awaitEnd(LONG) || !Files.isRegularFile(cache)) {
            trained.process().close();
            throw new IllegalStateException("no AOT cache of " + name + "; see " + trained.log());
        }
        return program.with(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
    }
}
